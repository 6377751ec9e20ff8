/** Program: runs the shell command of its argument with `DATABASE_URL` of a fresh Postgres, and ends as it ends. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inheritedEnv } from './env.ts';
import { startPostgres } from './postgres.ts';

const [command = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'sluice-'));
await chmod(folder, 0o755);
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), log: console.error });
try {
  process.exitCode = await run(command, postgres.url);
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function run(shellCommand: string, databaseUrl: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', shellCommand], {
      stdio: 'inherit',
      env: { ...inheritedEnv(), DATABASE_URL: databaseUrl },
    });
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
}
