import { topicNames, topicSpecifications } from '@sluice/contracts';
import { createKafkaClient, createTopicAdmin } from '@sluice/kafka';
import { kafkaSettings, type Logger, type Shutdown } from '@sluice/runtime';
import { createDataSource } from './database/data-source.ts';
import type { Env } from './env.ts';
import { createSchema } from './graphql/schema.ts';
import { startServer, type RunningServer } from './http/server.ts';
import { AuthResolver } from './modules/auth/auth.resolver.ts';
import { createAuthService } from './modules/auth/index.ts';
import { DashboardResolver, PipelineMetricsResolver } from './modules/dashboard/dashboard.resolver.ts';
import { createDashboardService } from './modules/dashboard/dashboard.service.ts';
import { startLagPoller } from './modules/dashboard/lag-poller.ts';
import { startLiveState } from './modules/dashboard/live-state.ts';
import { createPush, startPushing } from './modules/dashboard/push.ts';
import { ensureDemo } from './modules/demo/demo.service.ts';
import {
  housekeeping,
  HOUSEKEEPING_INTERVAL_MS,
  implementHousekeeping,
} from './modules/housekeeping/housekeeping.jobs.ts';
import { currentRevision, startRelay } from './modules/outbox/index.ts';
import { createPipelineService, pipelineGroup } from './modules/pipelines/index.ts';
import { PipelineResolver } from './modules/pipelines/pipeline.resolver.ts';
import { RepositoryUseResolver } from './modules/pipelines/repository-use.resolver.ts';
import { createRepositoryService } from './modules/repositories/index.ts';
import { RepositoryResolver } from './modules/repositories/repository.resolver.ts';
import { createRuleImportService, createRuleService } from './modules/rules/index.ts';
import { RuleUploadResolver } from './modules/rules/rule-upload.resolver.ts';
import { RuleResolver } from './modules/rules/rule.resolver.ts';
import { createTopicService } from './modules/topics/index.ts';
import { TopicResolver } from './modules/topics/topic.resolver.ts';
import { startJobQueue } from './queues/job-queue.ts';

/** Builds every part once, in order, and hands its end to `shutdown`. */
export async function composeApi(env: Env, log: Logger, shutdown: Shutdown): Promise<RunningServer> {
  const prefix = env.SLUICE_PREFIX;
  const now = (): Date => new Date();

  const database = await createDataSource(env.DATABASE_URL).initialize();
  shutdown.add('database', () => database.destroy());
  await database.runMigrations();

  const client = createKafkaClient(kafkaSettings(env, 'sluice-api'), log);
  const admin = await createTopicAdmin(client);
  shutdown.add('kafka admin', () => admin.close());
  await admin.ensureTopics(topicSpecifications(prefix));

  const auth = createAuthService(database, now);
  announceFirstUser(await auth.ensureFirstUser(env.ADMIN_EMAIL, env.ADMIN_PASSWORD), env.ADMIN_EMAIL);

  const repositories = createRepositoryService(database);
  const rules = createRuleService(database, repositories);
  const importer = createRuleImportService(database, repositories);
  const topics = createTopicService(admin, prefix);
  const pipelines = createPipelineService({ database, topics, prefix });
  const revision = (): Promise<number> => currentRevision(database.manager);

  const relay = startRelay({
    databaseUrl: env.DATABASE_URL,
    client,
    log,
    topic: topicNames(prefix).config,
    transactionalId: `${prefix}.outbox`,
    now,
  });
  shutdown.add('outbox relay', () => relay.stop());

  const live = await startLiveState({ client, log, prefix, now: Date.now });
  shutdown.add('live state', () => live.stop());
  const lag = startLagPoller({
    admin,
    groupId: (id) => pipelineGroup(prefix, id),
    pipelines: () => pipelines.list(),
    onTrouble(error) {
      log.warn({ err: error }, 'lag not known');
    },
  });
  shutdown.add('lag poller', () => lag.stop());

  const dashboard = createDashboardService({ live, lag, pipelines, rules, revision, now: Date.now });
  const push = createPush();
  shutdown.add('pushing', startPushing(dashboard, push, log));

  const queue = await startJobQueue({
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    log,
    jobs: [implementHousekeeping({ database, auth, pipelines, log })],
  });
  shutdown.add('job queue', () => queue.stop());
  await queue.every(housekeeping, HOUSEKEEPING_INTERVAL_MS, {});

  const schema = createSchema(
    [
      new AuthResolver(auth),
      new RepositoryResolver(repositories),
      new RuleResolver(rules, (id) => dashboard.recentMatches(id)),
      new RuleUploadResolver(importer),
      new PipelineResolver(pipelines),
      new RepositoryUseResolver(pipelines),
      new TopicResolver(topics, pipelines),
      new DashboardResolver({ dashboard, live, pipelines, rules, revision, now: Date.now }),
      new PipelineMetricsResolver(dashboard),
    ],
    push,
  );
  if (env.DEMO_RULES !== undefined) {
    await ensureDemo(env.DEMO_RULES, { admin, repositories, importer, pipelines, log });
  }

  const server = await startServer({
    schema,
    auth,
    services: { repositories, rules },
    log,
    host: env.HOST,
    port: env.PORT,
    allowedOrigins: env.ALLOWED_ORIGINS,
    isCookieSecure: env.COOKIE_SECURE,
    trustedProxies: env.TRUSTED_PROXIES,
    async readiness() {
      const faults: Record<string, string> = {};
      const outbox = relay.trouble();
      const kafka = live.trouble();
      if (outbox !== undefined) faults['outbox'] = outbox;
      if (kafka !== undefined) faults['kafka'] = kafka;
      await database.query('SELECT 1').catch((error: unknown) => {
        faults['postgres'] = error instanceof Error ? error.message : 'not reachable';
      });
      return faults;
    },
  });
  shutdown.add('http', () => server.stop());
  return server;
}

/** The one place where a secret is shown: it is kept nowhere, and this is the only time. */
function announceFirstUser(password: string | undefined, email: string): void {
  if (password === undefined) return;
  process.stdout.write(
    `\n  First start. Log in as ${email} with the password ${password}\n  It is shown only now.\n\n`,
  );
}
