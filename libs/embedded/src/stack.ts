import { join } from 'node:path';

import { startApi, startMatcher, startWeb } from './apps.ts';
import type { AppHooks, RunningApp, Settings } from './apps.ts';
import { claimDirectory } from './claim-directory.ts';
import { startKafka } from './kafka.ts';
import type { Log } from './log.ts';
import { startPostgres } from './postgres.ts';
import { repositoryRoot } from './repository-root.ts';
import { buildWeb } from './web-build.ts';

export interface StackOptions extends AppHooks {
  /** Holds all data of the embedded parts; `.sluice` of the checkout, or a folder of a test. */
  readonly dataDir: string;
  /** Holds what can be fetched or built again; by default `.sluice/cache` of the checkout. */
  readonly cacheDir?: string;
  /** Each replaces an embedded part. */
  readonly external?: { readonly databaseUrl?: string; readonly kafkaBrokers?: string };
  /** Given to the api and the matchers on top of what they need: Kafka security, log level, topic prefix. */
  readonly settings?: Settings;
  /** Given to the api alone: Redis, the administrator, the demo. */
  readonly apiSettings?: Settings;
  readonly matchers: number;
  readonly hasWeb: boolean;
  /** Used where they are free; another free one is taken where not. */
  readonly preferredPorts?: { readonly api?: number; readonly web?: number };
  /** What happens at start, for a person. */
  readonly log: Log;
}

/** A running Sluice with all that it needs. */
export interface Stack {
  readonly databaseUrl: string;
  readonly kafkaBrokers: string;
  readonly api: RunningApp;
  readonly matchers: readonly RunningApp[];
  /** Undefined where it was not asked for. */
  readonly web: RunningApp | undefined;
  /** Starts one more matcher; a name that was used before makes it that worker's successor. */
  addMatcher(name: string): Promise<RunningApp>;
  /** Ends the apps, then Kafka, then Postgres, each after those that use it. */
  stop(): Promise<void>;
}

interface Stoppable {
  stop(): Promise<void>;
}

/** Starts what `options` ask for and returns when every part is ready. On failure everything is stopped again. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const claim = claimDirectory(options.dataDir, 'Sluice');
  const parts: Stoppable[] = [];
  const stop = async (): Promise<void> => {
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) await part.stop();
    claim.release();
  };
  const keep = <T extends Stoppable>(part: T): T => {
    parts.push(part);
    return part;
  };
  try {
    const [services, built] = await settled(
      startServices(options, keep),
      options.hasWeb ? buildWeb(cacheDirOf(options), options.log) : undefined,
    );
    const stack = await startApps({ options, services, built, keep });
    claim.announce(stack.web?.url ?? stack.api.url);
    return { ...services, ...stack, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Services {
  readonly databaseUrl: string;
  readonly kafkaBrokers: string;
}

type Keep = <T extends Stoppable>(part: T) => T;

async function startServices(
  { dataDir, cacheDir, external, log }: StackOptions,
  keep: Keep,
): Promise<Services> {
  const kafkaOptions = {
    dataDir: join(dataDir, 'kafka'),
    log,
    ...(cacheDir === undefined ? {} : { cacheDir }),
  };
  const [databaseUrl, kafkaBrokers] = await settled(
    external?.databaseUrl ??
      startPostgres({ dataDir: join(dataDir, 'postgres'), log }).then((it) => keep(it).url),
    external?.kafkaBrokers ?? startKafka(kafkaOptions).then((it) => keep(it).brokers),
  );
  return { databaseUrl, kafkaBrokers };
}

interface AppsOrder {
  readonly options: StackOptions;
  readonly services: Services;
  readonly built: string | undefined;
  readonly keep: Keep;
}

async function startApps({
  options,
  services,
  built,
  keep,
}: AppsOrder): Promise<Pick<Stack, 'api' | 'matchers' | 'web' | 'addMatcher'>> {
  const shared = { ...options.settings, KAFKA_BROKERS: services.kafkaBrokers };
  const api = keep(
    await startApi(
      { ...shared, ...options.apiSettings, DATABASE_URL: services.databaseUrl },
      options.preferredPorts?.api,
      options,
    ),
  );
  const addMatcher = async (name: string): Promise<RunningApp> => {
    const RARITY_FILE = join(options.dataDir, `${name}.rarity.json`);
    return keep(await startMatcher(name, { RARITY_FILE, ...shared }, options));
  };
  const names = Array.from({ length: options.matchers }, (_, index) => `matcher-${index + 1}`);
  const [matchers, web] = await settled(
    settled(...names.map(addMatcher)),
    built === undefined
      ? undefined
      : startWeb(built, api.url, options.preferredPorts?.web, options).then((it) => keep(it)),
  );
  return { api, matchers, web, addMatcher };
}

function cacheDirOf(options: StackOptions): string {
  return options.cacheDir ?? join(repositoryRoot, '.sluice/cache');
}

/** Like `Promise.all`, but returns only when all have ended, so that a failure leaves none to stop unnoticed. */
async function settled<const T extends readonly unknown[]>(
  ...tasks: T
): Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }> {
  await Promise.allSettled(tasks);
  return await Promise.all(tasks);
}
