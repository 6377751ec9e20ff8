import type { Logger } from '@sluice/runtime';
import { Redis } from 'ioredis';
import pg from 'pg';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { AppError } from '../app-error.ts';
import { addressGroup, type Principal } from '../modules/auth/index.ts';

/** Requests are counted over so many seconds. */
const PERIOD_S = 60;
/** Counting needs no more connections to Postgres. */
const CONNECTIONS = 4;

export interface RequestLimitOptions {
  readonly databaseUrl: string;
  /** undefined: it is counted in Postgres. */
  readonly redisUrl: string | undefined;
  /** Keeps deployments on one Redis apart. */
  readonly prefix: string;
  /** Requests a minute of a user, and of each API token. */
  readonly perMinute: number;
  /** Requests a minute from an address whose caller is not known. */
  readonly anonymousPerMinute: number;
  readonly log: Logger;
}

/** Who a request is counted for. */
export interface CountedFor {
  readonly principal: Principal | undefined;
  readonly address: string;
}

export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

export interface RequestLimit {
  /** Counts a request. Throws RATE_LIMITED. */
  take(caller: CountedFor): Promise<Allowance>;
  /** In force from the next request on. */
  allow(limits: Pick<RequestLimitOptions, 'perMinute' | 'anonymousPerMinute'>): void;
  stop(): Promise<void>;
}

function keyOf({ principal, address }: CountedFor): string {
  if (principal === undefined) return `address ${addressGroup(address)}`;
  const { userId, apiToken } = principal;
  return apiToken === null ? `user ${userId}` : `token ${userId} ${apiToken.name}`;
}

/** Counts requests, in Redis where there is one, else in Postgres: for all replicas together. */
export async function startRequestLimit(options: RequestLimitOptions): Promise<RequestLimit> {
  const { log } = options;
  let { perMinute, anonymousPerMinute } = options;
  const store =
    options.redisUrl === undefined ? inPostgres(options) : await inRedis(options, options.redisUrl);
  const known = store.limiter('known', perMinute);
  const strangers = store.limiter('strangers', anonymousPerMinute);
  store.onError((error) => {
    log.warn({ err: error }, 'requests are counted for this replica alone');
  });

  return {
    async take(caller) {
      const isKnown = caller.principal !== undefined;
      const limit = isKnown ? perMinute : anonymousPerMinute;
      try {
        const { remainingPoints, msBeforeNext } = await (isKnown ? known : strangers).consume(keyOf(caller));
        return { limit, remaining: remainingPoints, resetSeconds: Math.ceil(msBeforeNext / 1000) };
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        throw tooMany(limit, Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
      }
    },
    allow(limits) {
      ({ perMinute, anonymousPerMinute } = limits);
      known.allow(perMinute);
      strangers.allow(anonymousPerMinute);
    },
    stop: () => store.close(),
  };
}

function tooMany(limit: number, retryAfterSeconds: number): AppError {
  return new AppError(
    'RATE_LIMITED',
    `More than ${limit} requests a minute. Try again in ${retryAfterSeconds} s, and ask for more at once.`,
    { retryAfterSeconds, limit },
  );
}

/** Counts by key; refuses what is more than it allows. */
interface Limiter {
  consume(key: string): Promise<RateLimiterRes>;
  allow(points: number): void;
}

interface Store {
  limiter(name: string, points: number): Limiter;
  onError(listener: (error: Error) => void): void;
  close(): Promise<void>;
}

/** While the store is away, each replica counts for itself. */
function insured(
  points: number,
  inStore: (insuranceLimiter: RateLimiterMemory) => RateLimiterAbstract,
): Limiter {
  const alone = new RateLimiterMemory({ points, duration: PERIOD_S });
  const limiter = inStore(alone);
  return {
    consume: (key) => limiter.consume(key),
    allow(allowed) {
      limiter.points = allowed;
      alone.points = allowed;
    },
  };
}

function inPostgres({ databaseUrl }: RequestLimitOptions): Store {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    application_name: 'sluice-limits',
    connectionTimeoutMillis: 2_000,
    statement_timeout: 2_000,
  });
  return {
    limiter: (keyPrefix, points) =>
      insured(
        points,
        (insuranceLimiter) =>
          new RateLimiterPostgres({
            ...{
              storeClient: pool,
              tableName: 'rate_limits',
              tableCreated: true,
              clearExpiredByTimeout: true,
            },
            ...{ keyPrefix, points, duration: PERIOD_S, insuranceLimiter },
          }),
      ),
    onError: (listener) => void pool.on('error', listener),
    close: () => pool.end(),
  };
}

async function inRedis({ prefix }: RequestLimitOptions, url: string): Promise<Store> {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, lazyConnect: true });
  await redis.connect();
  return {
    limiter: (name, points) =>
      insured(
        points,
        (insuranceLimiter) =>
          new RateLimiterRedis({
            ...{ storeClient: redis, keyPrefix: `${prefix}.${name}`, points, duration: PERIOD_S },
            insuranceLimiter,
          }),
      ),
    onError: (listener) => void redis.on('error', listener),
    close: async () => {
      await redis.quit();
    },
  };
}
