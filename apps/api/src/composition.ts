import { pipelineGroup, topicNames } from '@sluice/contracts';
import { createKafkaClient, createTopicAdmin } from '@sluice/kafka';
import { kafkaSettings, type Logger, type Shutdown } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import { startActivity } from './compose-activity.ts';
import { composeHealth } from './compose-health.ts';
import { composeResolvers } from './compose-resolvers.ts';
import { composeServices, prepareStores, type Services, type Stores } from './compose-services.ts';
import { createDataSource } from './database/data-source.ts';
import { withStartLock } from './database/start-lock.ts';
import type { Env } from './env.ts';
import { createSchema } from './graphql/schema.ts';
import { startRequestLimit } from './http/request-limit.ts';
import { startServer, type RunningServer } from './http/server.ts';
import { composeCatalogueJobs, type CatalogueJobs } from './modules/attack/index.ts';
import { openBreachedPasswords } from './modules/auth/index.ts';
import { createDashboardService, type DashboardService } from './modules/dashboard/dashboard.service.ts';
import { startLiveState, type LiveState } from './modules/dashboard/live-state.ts';
import { startOffsetPoller, type OffsetPoller } from './modules/dashboard/offset-poller.ts';
import { createPush, startPushing, type Push } from './modules/dashboard/push.ts';
import { startDetectionStore } from './modules/detections/index.ts';
import {
  housekeeping,
  HOUSEKEEPING_INTERVAL_MS,
  implementHousekeeping,
} from './modules/housekeeping/housekeeping.jobs.ts';
import {
  implementKeepSeconds,
  KEEP_SECONDS_INTERVAL_MS,
  keepSeconds,
  metricsRetention,
  startMetricsStore,
} from './modules/metrics/index.ts';
import {
  createReconcileService,
  implementReconcile,
  reconcile,
  RECONCILE_TIMES,
} from './modules/reconcile/index.ts';
import { currentRevision, startRelay, type Relay } from './modules/outbox/index.ts';
import { healthEvent, recordEvents } from './modules/activity/index.ts';
import { watchHealth, type HealthService } from './modules/health/index.ts';
import { composeSync, type Sync } from './modules/sync/index.ts';
import { watchSettings } from './modules/settings/index.ts';
import { startShadowMatchStore } from './modules/shadow-matches/index.ts';
import { startJobQueue, type JobQueue } from './queues/job-queue.ts';

/** What every part of the composition is given. */
interface Base extends Stores {
  readonly env: Env;
  readonly log: Logger;
  readonly shutdown: Shutdown;
  readonly services: Services;
  readonly revision: () => Promise<number>;
  readonly reconciler: ReturnType<typeof createReconcileService>;
}

interface Live {
  readonly live: LiveState;
  readonly offsets: OffsetPoller;
  readonly dashboard: DashboardService;
  readonly push: Push;
}

interface Jobs {
  readonly queue: JobQueue;
  readonly sync: Sync;
  readonly catalogue: CatalogueJobs;
}

/** Builds every part once, in order, and hands its end to `shutdown`. */
export async function composeApi(env: Env, log: Logger, shutdown: Shutdown): Promise<RunningServer> {
  const breached =
    env.BREACHED_PASSWORDS_FILE === undefined
      ? undefined
      : await openBreachedPasswords(env.BREACHED_PASSWORDS_FILE);
  shutdown.add('breached passwords', async () => breached?.close());
  const database = await createDataSource(env.DATABASE_URL).initialize();
  shutdown.add('database', () => database.destroy());
  const client = createKafkaClient(kafkaSettings(env, 'sluice-api'), log);
  const admin = await createTopicAdmin(client);
  shutdown.add('kafka admin', () => admin.close());

  const stores = { database, admin, client, breached };
  const services = composeServices(stores, env);
  await withStartLock(env.DATABASE_URL, () => prepareStores(stores, services, env, log));
  const revision = (): Promise<number> => currentRevision(database.manager);
  const reconciler = createReconcileService(database, client, env.SLUICE_PREFIX);
  const base: Base = { ...stores, env, log, shutdown, services, revision, reconciler };

  const relay = startOutbox(base);
  await startStores(base);
  const live = await startLive(base);
  const activity = startActivity({ ...base, ...live, now: Date.now });
  shutdown.add('activity', activity);
  const jobs = await startJobs(base);
  const health = startHealth(base, relay, live, jobs);
  const requestLimit = await startRequestLimit({
    ...{ databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL, prefix: env.SLUICE_PREFIX, log },
    perMinute: env.RATE_LIMIT_PER_MINUTE,
    anonymousPerMinute: env.RATE_LIMIT_ANONYMOUS_PER_MINUTE,
  });
  shutdown.add('request limit', () => requestLimit.stop());
  const stopSettings = await watchSettings(services.settings, log, (values) => {
    requestLimit.allow({
      perMinute: values.requestsPerMinute,
      anonymousPerMinute: values.anonymousRequestsPerMinute,
    });
  });
  shutdown.add('settings', stopSettings);
  const server = await startServer({
    requestLimit,
    schema: createSchema(composeResolvers({ ...base, ...live, ...jobs, health }), live.push),
    auth: services.auth,
    services,
    receivePush: jobs.sync.receivePush,
    takesPushes: jobs.sync.takesPushes,
    log,
    host: env.HOST,
    port: env.PORT,
    allowedOrigins: env.ALLOWED_ORIGINS,
    isCookieSecure: env.COOKIE_SECURE,
    trustedProxies: env.TRUSTED_PROXIES,
    readiness: () => faults(database, relay, live.live),
  });
  shutdown.add('http', () => server.stop());
  return server;
}

function startOutbox({ env, log, shutdown, client }: Base): Relay {
  const relay = startRelay({
    databaseUrl: env.DATABASE_URL,
    client,
    log,
    topic: topicNames(env.SLUICE_PREFIX).config,
    transactionalId: `${env.SLUICE_PREFIX}.outbox`,
    now: () => new Date(),
  });
  shutdown.add('outbox relay', () => relay.stop());
  return relay;
}

async function startLive({ env, log, shutdown, client, admin, services, revision }: Base): Promise<Live> {
  const prefix = env.SLUICE_PREFIX;
  const { pipelines, rules } = services;
  const live = await startLiveState({ client, log, prefix, now: Date.now });
  shutdown.add('live state', () => live.stop());
  const offsets = startOffsetPoller({
    admin,
    groupId: (id) => pipelineGroup(prefix, id),
    pipelines: () => pipelines.list(),
    onTrouble(error) {
      log.warn({ err: error }, 'lag not known');
    },
    now: Date.now,
  });
  shutdown.add('offset poller', () => offsets.stop());
  const dashboard = createDashboardService({ live, offsets, pipelines, rules, revision, now: Date.now });
  const push = createPush();
  shutdown.add('pushing', startPushing(dashboard, push, log));
  return { live, offsets, dashboard, push };
}

/** What the workers tell is kept in Postgres, shared among the replicas. */
async function startStores({ env, log, shutdown, client, database, services }: Base): Promise<void> {
  const parts = { client, database, log, prefix: env.SLUICE_PREFIX, now: () => new Date() };
  const retentionDays = async (): Promise<number> =>
    (await services.settings.read()).values.detectionRetentionDays;
  const retention = async () => metricsRetention(await services.settings.read());
  // Kafka lets a group wait for members before it begins: the groups wait at once.
  const [detections, shadowMatches, metrics] = await Promise.all([
    startDetectionStore({ ...parts, retentionDays }),
    startShadowMatchStore({ ...parts, retentionDays }),
    startMetricsStore({ ...parts, retention }),
  ]);
  shutdown.add('detection store', () => detections.stop());
  shutdown.add('shadow match store', () => shadowMatches.stop());
  shutdown.add('metrics store', () => metrics.stop());
}

async function startJobs({ env, log, shutdown, database, services, reconciler }: Base): Promise<Jobs> {
  const sync = composeSync({
    ...{ database, log, databaseUrl: env.DATABASE_URL, githubApiUrl: env.GITHUB_API_URL, ...services },
    gitCaFile: env.GIT_CA_FILE,
    path: env.PATH,
  });
  const catalogue = composeCatalogueJobs(services.attackCatalogue);
  const queue = await startJobQueue({
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    log,
    jobs: [
      ...sync.jobs,
      ...catalogue.jobs,
      implementReconcile(reconciler, log),
      implementHousekeeping({ database, log, ...services }),
      implementKeepSeconds(services.metrics),
    ],
  });
  shutdown.add('job queue', () => queue.stop());
  shutdown.add('syncs', () => {
    sync.stop();
  });
  await queue.every(housekeeping, HOUSEKEEPING_INTERVAL_MS, {});
  await queue.every(keepSeconds, KEEP_SECONDS_INTERVAL_MS, {});
  await queue.add(reconcile, 'reconcile-at-start', {});
  await queue.at(reconcile, RECONCILE_TIMES, {});
  await sync.begin(queue);
  await catalogue.begin(queue);
  return { queue, sync, catalogue };
}

function startHealth(
  { database, admin, env, log, shutdown }: Base,
  relay: Relay,
  { live }: Live,
  { queue }: Jobs,
): HealthService {
  const health = composeHealth({
    ...{ database, admin, prefix: env.SLUICE_PREFIX, relay, live, queue },
    onChange(change) {
      const { part, before, verdict } = change;
      log.warn({ part, before, status: verdict.status, reason: verdict.message }, 'health changed');
      recordEvents(database, [healthEvent(change)]).catch((error: unknown) => {
        log.warn({ err: error }, 'activity not recorded');
      });
    },
  });
  shutdown.add('health', watchHealth(health));
  return health;
}

/** What stands in the way of readiness, by part. */
async function faults(
  database: DataSource,
  relay: Relay,
  live: LiveState,
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  const outbox = relay.trouble();
  const kafka = live.trouble();
  if (outbox !== undefined) found['outbox'] = outbox;
  if (kafka !== undefined) found['kafka'] = kafka;
  await database.query('SELECT 1').catch((error: unknown) => {
    found['postgres'] = error instanceof Error ? error.message : 'not reachable';
  });
  return found;
}
