import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { claimDirectory } from './claim-directory.ts';
import { EmbeddedError } from './embedded-error.ts';
import { explainFailure } from './explain-failure.ts';
import { freePort, isPortFree } from './free-port.ts';
import type { Log } from './log.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { createCluster, DATABASE, postgresEnv } from './postgres-cluster.ts';
import { makeEnterableFolder, postgresUser, refuseClosedFolders } from './postgres-user.ts';
import type { SystemUser } from './postgres-user.ts';
import { endOrphanedPostgres } from './postmaster-file.ts';
import { startService } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';

const READY_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 20_000;

export interface PostgresOptions {
  /** Holds the cluster between starts. */
  readonly dataDir: string;
  /** Refused where it is taken; by default a free one is chosen. */
  readonly port?: number;
  readonly log: Log;
}

export interface EmbeddedPostgres {
  /** `postgres://…` of a superuser and an own database, with the password in it. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

/** Runs a real Postgres as a child process and returns when it takes connections. Fails with an `EmbeddedError`. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const files = { cluster: join(dataDir, 'cluster'), password: join(dataDir, 'password') };
  const [binaries, user] = await Promise.all([postgresBinaries(), postgresUser()]);
  if (user !== undefined) await makeEnterableFolder(dataDir);
  const claim = claimDirectory(dataDir, 'The embedded Postgres');
  let server: ServiceProcess | undefined;
  try {
    if (user !== undefined) {
      await refuseClosedFolders(binaries.postgres, user);
      await refuseClosedFolders(files.cluster, user);
    }
    await endOrphanedPostgres(files.cluster, STOP_GRACE_MS, options.log);
    await createCluster(files, binaries, user);
    const port = await choosePort(options.port);
    server = await startServer({ binaries, user, port, cluster: files.cluster, log: options.log });
    const password = (await readFile(files.password, 'utf8')).trim();
    return running(server, port, password, claim.release);
  } catch (error) {
    await server?.stop();
    claim.release();
    throw explainFailure('The embedded Postgres did not start', error);
  }
}

function running(
  server: ServiceProcess,
  port: number,
  password: string,
  onStopped: () => void,
): EmbeddedPostgres {
  return {
    url: `postgres://${DATABASE}:${password}@127.0.0.1:${port}/${DATABASE}`,
    port,
    pid: server.identity.pid,
    exited: server.exited,
    stop: async () => {
      await server.stop();
      onStopped();
    },
  };
}

async function choosePort(asked: number | undefined): Promise<number> {
  if (asked === undefined) return await freePort();
  if (await isPortFree(asked)) return asked;
  throw new EmbeddedError(
    `Port ${asked} for the embedded Postgres is taken by another program; stop that one or choose another port.`,
  );
}

interface ServerSettings {
  readonly binaries: PostgresBinaries;
  readonly user: SystemUser | undefined;
  readonly port: number;
  readonly cluster: string;
  readonly log: Log;
}

async function startServer({ binaries, user, port, cluster, log }: ServerSettings): Promise<ServiceProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
  ];
  const ready = Promise.withResolvers<'ready'>();
  const server = await startService({
    name: 'Postgres',
    command: binaries.postgres,
    args: ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])],
    env: postgresEnv(),
    cwd: '/',
    ...user,
    // Fast shutdown: sessions are ended, transactions rolled back, the cluster closed cleanly.
    stopSignal: 'SIGINT',
    stopGraceMs: STOP_GRACE_MS,
    onLine: (line) => {
      if (line.includes('database system is ready to accept connections')) ready.resolve('ready');
      if (/\b(FATAL|PANIC):/.test(line)) log(line);
    },
  });
  const timer = setTimeout(
    ready.reject,
    READY_TIMEOUT_MS,
    new EmbeddedError('The embedded Postgres took too long to start.'),
  );
  try {
    const first = await Promise.race([ready.promise, server.exited]);
    if (first !== 'ready')
      throw explainFailure('The embedded Postgres did not start', undefined, server.output());
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return server;
}
