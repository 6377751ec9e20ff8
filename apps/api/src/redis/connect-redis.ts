import type { Logger } from '@sluice/runtime';
import { Redis, type RedisOptions } from 'ioredis';
import { waitAtMost } from '../wait-at-most.ts';

/** It may be there at the start and be slow. */
const MAX_WAIT_MS = 3_000;

/** Redis can't be asked. */
export interface RedisTrouble {
  readonly reason: string;
  readonly since: Date;
}

/** A connection that comes back by itself for as long as it is open. */
export interface RedisConnection {
  readonly redis: Redis;
  /** Host and port alone: the URL may hold a password. */
  readonly address: string;
  /** It is there or is not; at most some seconds after the start. */
  readonly heard: Promise<void>;
  /** undefined: it can be asked. */
  trouble(): RedisTrouble | undefined;
  /** Called when it can be asked again after it could not. */
  onReturn(listener: () => void): void;
  close(): Promise<void>;
}

/** Connects in the background, so that whoever needs Redis can start without it. Going and coming is logged once each. */
export function connectRedis(url: string, options: RedisOptions, log: Logger): RedisConnection {
  const address = new URL(url).host;
  const redis = new Redis(url, options);
  const returned: (() => void)[] = [];
  const { promise: heard, resolve: hear } = Promise.withResolvers<void>();
  let known: RedisTrouble | undefined;
  let since = new Date();
  let wasReady = false;

  function goAway(reason: string): void {
    if (redis.status === 'ready' || known?.reason === reason) return;
    if (known === undefined) log.warn({ address, reason }, 'redis is away');
    known = { reason, since };
    hear();
  }
  redis.on('error', (error: NodeJS.ErrnoException) => {
    goAway(error.message === '' ? (error.code ?? 'no answer') : error.message);
  });
  redis.on('close', () => {
    if (known === undefined) since = new Date();
    goAway(known?.reason ?? 'the connection was closed');
  });
  redis.on('ready', () => {
    if (known !== undefined) log.info({ address, since: known.since }, 'redis is back');
    known = undefined;
    hear();
    if (wasReady) for (const listener of returned) listener();
    wasReady = true;
  });

  return {
    redis,
    address,
    heard: waitAtMost(heard, MAX_WAIT_MS),
    trouble: () => (redis.status === 'ready' ? undefined : (known ?? { reason: 'no answer yet', since })),
    onReturn(listener) {
      returned.push(listener);
    },
    async close() {
      if (redis.status === 'ready') await redis.quit();
      else redis.disconnect();
    },
  };
}
