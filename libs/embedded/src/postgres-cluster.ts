import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import { inheritedEnv } from './env.ts';
import { explainFailure } from './explain-failure.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { SystemUser } from './postgres-user.ts';

export const DATABASE = 'sluice';

export interface ClusterFiles {
  readonly cluster: string;
  /** Holds the superuser's password, for this user's eyes only. */
  readonly password: string;
}

/** Makes the cluster and its database where they are missing; they appear whole or not at all. */
export async function createCluster(
  files: ClusterFiles,
  binaries: PostgresBinaries,
  user: SystemUser | undefined,
): Promise<void> {
  if (existsSync(files.cluster)) return;
  const partial = `${files.cluster}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  await writeFile(files.password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await chmod(files.password, 0o600);
  if (user !== undefined) {
    await chown(partial, user.uid, user.gid);
    await chown(files.password, user.uid, user.gid);
  }
  try {
    await initialise(partial, files.password, binaries, user);
    await createDatabase(partial, binaries, user);
    await rename(partial, files.cluster);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function initialise(
  directory: string,
  passwordFile: string,
  { initdb }: PostgresBinaries,
  user: SystemUser | undefined,
): Promise<void> {
  const flags = [
    `--pgdata=${directory}`,
    `--username=${DATABASE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ];
  try {
    await promisify(execFile)(initdb, flags, { env: postgresEnv(), cwd: '/', ...user });
  } catch (cause) {
    const { stderr = '' } = cause as { stderr?: string };
    throw explainFailure(
      'The data directory of the embedded Postgres cannot be prepared',
      undefined,
      stderr || String(cause),
    );
  }
}

/** `initdb` makes only the database `postgres`; a client is not at hand, so the server itself runs the statement. */
async function createDatabase(
  directory: string,
  { postgres }: PostgresBinaries,
  user: SystemUser | undefined,
): Promise<void> {
  const server = spawn(postgres, ['--single', '-D', directory, 'postgres'], {
    env: postgresEnv(),
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
    ...user,
  });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  server.stdin.end(`CREATE DATABASE ${DATABASE};\n`);
  const code = await new Promise<number | null>((resolve, reject) => {
    server.once('error', reject);
    server.once('close', resolve);
  });
  if (code !== 0 || /\b(ERROR|FATAL):/.test(said)) {
    throw explainFailure('The database of the embedded Postgres cannot be made', undefined, said);
  }
}

/** Messages in English, whatever the caller's language: their reasons are read. */
export function postgresEnv(): NodeJS.ProcessEnv {
  return { ...inheritedEnv(), LC_ALL: 'C', LC_MESSAGES: 'C' };
}
