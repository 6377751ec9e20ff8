import type { Logger } from '@sluice/runtime';
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
import { connectRedis } from '../redis/connect-redis.ts';

/** Requests are counted over so many seconds. */
const PERIOD_S = 60;
/** Counting needs no more connections to Postgres. */
const CONNECTIONS = 4;
/** A Redis that does not answer sooner is taken to be away. */
const MAX_WAIT_MS = 500;
/** Pushes of one repository from one address. What is beyond is found by the schedule, and pushes that come together are one run. */
const PUSHES_PER_MINUTE = 60;

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

/** A git host that tells of a push. */
export interface CountedPush {
  /** One that takes pushes: others are counted as anybody's requests are. */
  readonly repositoryId: string;
  readonly address: string;
}

export interface RequestLimit {
  /** Counts a request. Throws RATE_LIMITED. */
  take(caller: CountedFor): Promise<Allowance>;
  /** Counts a push, apart from all other requests. Throws RATE_LIMITED. */
  takePush(push: CountedPush): Promise<Allowance>;
  /** In force from the next request on. */
  allow(limits: Pick<RequestLimitOptions, 'perMinute' | 'anonymousPerMinute'>): void;
  stop(): Promise<void>;
}

function keyOf({ principal, address }: CountedFor): string {
  if (principal === undefined) return `address ${addressGroup(address)}`;
  const { userId, apiToken } = principal;
  return apiToken === null ? `user ${userId}` : `token ${userId} ${apiToken.name}`;
}

/** Counts requests for all replicas together, in Redis where there is one, else, and while it is away, in Postgres. */
export async function startRequestLimit(options: RequestLimitOptions): Promise<RequestLimit> {
  const { redisUrl } = options;
  const postgres = inPostgres(options);
  const store = redisUrl === undefined ? postgres : await inRedis(options, redisUrl, postgres);
  const known = store.limiter('known', options.perMinute);
  const strangers = store.limiter('strangers', options.anonymousPerMinute);
  const pushes = store.limiter('pushes', PUSHES_PER_MINUTE);

  return {
    take: (caller) => consume(caller.principal === undefined ? strangers : known, keyOf(caller)),
    takePush: ({ repositoryId, address }) => consume(pushes, `${repositoryId} ${addressGroup(address)}`),
    allow({ perMinute, anonymousPerMinute }) {
      known.allow(perMinute);
      strangers.allow(anonymousPerMinute);
    },
    stop: () => store.close(),
  };
}

async function consume({ limiter }: Limiter, key: string): Promise<Allowance> {
  const limit = limiter.points;
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(key);
    return { limit, remaining: remainingPoints, resetSeconds: Math.ceil(msBeforeNext / 1000) };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw tooMany(limit, Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
  }
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
  readonly limiter: RateLimiterAbstract;
  allow(points: number): void;
}

interface Store {
  limiter(name: string, points: number): Limiter;
  close(): Promise<void>;
}

/** Counts in a store, and in another while the first is away. */
function insured(
  inStore: (insuranceLimiter: RateLimiterAbstract) => RateLimiterAbstract,
  insurance: Limiter,
): Limiter {
  const limiter = inStore(insurance.limiter);
  return {
    limiter,
    allow(points) {
      limiter.points = points;
      insurance.allow(points);
    },
  };
}

/** Each replica for itself. */
function inMemory(points: number): Limiter {
  const limiter = new RateLimiterMemory({ points, duration: PERIOD_S });
  return {
    limiter,
    allow(allowed) {
      limiter.points = allowed;
    },
  };
}

function inPostgres({ databaseUrl, log }: RequestLimitOptions): Store {
  const storeClient = new pg.Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    application_name: 'sluice-limits',
    connectionTimeoutMillis: 2_000,
    statement_timeout: 2_000,
  });
  storeClient.on('error', (error) => {
    log.warn({ err: error }, 'requests are counted for this replica alone');
  });
  const table = { tableName: 'rate_limits', tableCreated: true, clearExpiredByTimeout: true };
  return {
    limiter: (keyPrefix, points) =>
      insured(
        (insuranceLimiter) =>
          new RateLimiterPostgres({
            ...{ storeClient, ...table, keyPrefix, points, duration: PERIOD_S, insuranceLimiter },
          }),
        inMemory(points),
      ),
    close: () => storeClient.end(),
  };
}

async function inRedis({ prefix, log }: RequestLimitOptions, url: string, meanwhile: Store): Promise<Store> {
  const connection = connectRedis(
    url,
    { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: MAX_WAIT_MS },
    log,
  );
  await connection.heard;
  return {
    limiter: (name, points) =>
      insured(
        (insuranceLimiter) =>
          new RateLimiterRedis({
            ...{ storeClient: connection.redis, keyPrefix: `${prefix}.${name}`, points, duration: PERIOD_S },
            insuranceLimiter,
          }),
        meanwhile.limiter(name, points),
      ),
    async close() {
      await connection.close();
      await meanwhile.close();
    },
  };
}
