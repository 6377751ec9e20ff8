import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { EmbeddedError } from './embedded-error.ts';
import { inheritedEnv } from './env.ts';
import type { Log } from './log.ts';
import { repositoryRoot } from './repository-root.ts';

export const webApp = join(repositoryRoot, 'apps/web');
const NOT_SOURCES = new Set(['node_modules', 'dist', 'e2e', 'test-results']);
const PREFIX = 'web-';

/** Vite's program, as the web app resolves it. */
export function viteProgram(): string {
  const require = createRequire(join(webApp, 'package.json'));
  return join(dirname(require.resolve('vite/package.json')), 'bin/vite.js');
}

/** The folder with the built dashboard below `cacheDir`; built when its sources have changed since. */
export async function buildWeb(cacheDir: string, log: Log): Promise<string> {
  const name = `${PREFIX}${await digestOfSources()}`;
  const directory = join(cacheDir, name);
  if (existsSync(directory)) return directory;

  log('building the dashboard');
  await mkdir(cacheDir, { recursive: true });
  const partial = await mkdtemp(`${directory}-`);
  try {
    const build = [viteProgram(), 'build', '--outDir', partial, '--emptyOutDir', '--logLevel', 'error'];
    await promisify(execFile)(process.execPath, build, {
      cwd: webApp,
      env: { ...inheritedEnv(), NO_COLOR: '1' },
    });
    // mkdtemp lets nobody else in, but root and a normal user may share a checkout.
    await chmod(partial, 0o755);
    await rename(partial, directory);
  } catch (cause) {
    // Another process was faster; its build is as good as ours.
    if (existsSync(directory)) return directory;
    const { stderr = '' } = cause as { stderr?: string };
    throw new EmbeddedError(`The dashboard cannot be built:\n${stderr}`, { cause });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return directory;
}

async function digestOfSources(): Promise<string> {
  const digest = createHash('sha256');
  digest.update(await readFile(join(repositoryRoot, 'pnpm-lock.yaml')));
  for (const file of await sourcesBelow(webApp)) {
    digest.update(file);
    digest.update(await readFile(file));
  }
  return digest.digest('hex').slice(0, 16);
}

async function sourcesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (NOT_SOURCES.has(entry.name)) continue;
    if (entry.isDirectory()) files.push(...(await sourcesBelow(path)));
    else files.push(path);
  }
  return files.sort();
}
