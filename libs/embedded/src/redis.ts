import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { EmbeddedError } from './embedded-error.ts';
import { inheritedEnv } from './env.ts';
import { explainFailure } from './explain-failure.ts';
import { freePort } from './free-port.ts';
import { startService } from './service-process.ts';

const READY_TIMEOUT_MS = 10_000;
const STOP_GRACE_MS = 5_000;

export interface EmbeddedRedis {
  readonly url: string;
  stop(): Promise<void>;
}

export interface RedisOptions {
  readonly dataDir: string;
  /** undefined: any that is free. */
  readonly port?: number;
}

/** Runs the `redis-server` of the PATH, in memory only. For tests: Sluice itself needs no Redis on one machine. */
export async function startRedis({ dataDir, port: asked }: RedisOptions): Promise<EmbeddedRedis> {
  await mkdir(dataDir, { recursive: true });
  const port = asked ?? (await freePort());
  const server = await startService({
    name: 'redis-server (Debian and Ubuntu: sudo apt-get install -y redis-server)',
    command: 'redis-server',
    args: [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      dataDir,
      '--save',
      '',
      '--appendonly',
      'no',
    ],
    env: inheritedEnv(),
    stopSignal: 'SIGTERM',
    stopGraceMs: STOP_GRACE_MS,
  });
  for (let waitedMs = 0; !(await listens(port)); waitedMs += 25) {
    if (server.hasExited()) throw explainFailure('Redis did not start', undefined, server.output());
    if (waitedMs > READY_TIMEOUT_MS) throw new EmbeddedError('Redis did not answer within 10 s.');
    await delay(25);
  }
  return { url: `redis://127.0.0.1:${port}`, stop: server.stop };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
