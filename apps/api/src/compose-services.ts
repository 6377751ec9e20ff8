import { topicSpecifications } from '@sluice/contracts';
import type { KafkaClient, TopicAdmin } from '@sluice/kafka';
import type { Logger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import type { Env } from './env.ts';
import { createActivityService } from './modules/activity/index.ts';
import { createCatalogueService, createCoverageService, createLayerService } from './modules/attack/index.ts';
import { createAuditService } from './modules/audit/index.ts';
import {
  createApiTokenService,
  createAuthService,
  createSessionService,
  createUserService,
  type BreachedPasswords,
} from './modules/auth/index.ts';
import { composeSingleSignOn } from './compose-single-sign-on.ts';
import { createConfigurationService } from './modules/configuration/index.ts';
import { createDetectionService } from './modules/detections/index.ts';
import { ensureDemo } from './modules/demo/demo.service.ts';
import { createDryRunService, createSuggestMappingService } from './modules/dry-runs/index.ts';
import { createFilterService } from './modules/filters/index.ts';
import { createLogSourceService } from './modules/log-sources/index.ts';
import { createMetricsService, createRuleHitsService, metricsRetention } from './modules/metrics/index.ts';
import { type MakeChange } from './modules/outbox/index.ts';
import { createPipelineRulesService } from './modules/pipeline-rules/index.ts';
import { createPipelineService, pipelineRuleReferences } from './modules/pipelines/index.ts';
import { createRepositoryService } from './modules/repositories/index.ts';
import {
  createBulkChangeService,
  createRuleExportService,
  createRuleFacetService,
  createRuleImportService,
  createRuleOverrideService,
  createRuleService,
  createRuleStateService,
  createRuleTestService,
  createRuleVersionService,
} from './modules/rules/index.ts';
import { createShadowMatchService } from './modules/shadow-matches/index.ts';
import { createSettingsService, type Settings } from './modules/settings/index.ts';
import {
  createSendOverride,
  createSocPrimeClient,
  createSocPrimeService,
} from './modules/soc-prime/index.ts';
import { createSyncChangeService, createSyncRunService } from './modules/sync/index.ts';
import {
  createSampleEvents,
  createTopicEventService,
  createTopicService,
  createTopicTails,
} from './modules/topics/index.ts';
import { pause } from './outbound/pause.ts';
import { createAddressGuard } from './outbound/address-guard.ts';
import { createOutbound } from './outbound/outbound.ts';
import { createSecretBox } from './secrets/secret-box.ts';

export type Services = ReturnType<typeof composeServices>;

export interface Stores {
  readonly database: DataSource;
  readonly admin: TopicAdmin;
  readonly client: KafkaClient;
  /** undefined: none are known but those that everybody tries. */
  readonly breached?: BreachedPasswords | undefined;
}

/** The use cases, on Postgres and Kafka. Asks neither yet. */
export function composeServices({ database, admin, client, breached }: Stores, env: Env) {
  const prefix = env.SLUICE_PREFIX;
  const now = (): Date => new Date();
  const secrets = createSecretBox([env.SECRETS_KEY ?? [], env.SECRETS_OLD_KEYS].flat());
  const githubHosts = [...new Set(['github.com', new URL(env.GITHUB_API_URL).host])];
  const hosts = { githubHosts, isAllowed: createAddressGuard(env.ALLOWED_PRIVATE_NETWORKS) };
  const settings = createSettingsService(database, defaultSettings(env));
  const references = pipelineRuleReferences;
  const defaults = async () => (await settings.read()).values;
  const repositoryParts = { database, secrets, hosts, defaults, references };
  const repositories = createRepositoryService(repositoryParts);
  const outbound = createOutbound({
    allowedNetworks: env.ALLOWED_PRIVATE_NETWORKS,
    trustedOrigins: [env.GITHUB_API_URL, env.SOC_PRIME_API_URL],
  });
  const socPrimeClient = createSocPrimeClient({ outbound, apiUrl: env.SOC_PRIME_API_URL, now, wait: pause });
  const ruleHits = createRuleHitsService(database, now);
  const ruleFacets = createRuleFacetService(database, ruleHits);
  const ruleParts = { database, repositories, facets: ruleFacets, hits: ruleHits, references };
  const rules = createRuleService(ruleParts);
  const importer = createRuleImportService(database, repositories, references);
  const ruleOverridesFor = (change?: MakeChange) =>
    createRuleOverrideService(database, repositories, rules, change);
  const ruleOverrides = ruleOverridesFor();
  const socPrime = createSocPrimeService({
    ...{ database, secrets, now, client: socPrimeClient },
    repositoriesFor: (change) => createRepositoryService({ ...repositoryParts, change }),
  });
  const logSources = createLogSourceService(database);
  const topics = createTopicService(database, admin, prefix, now);
  const topicEvents = createTopicEventService(client, topics, prefix);
  /** Services that make their changes by `change`. */
  const servicesFor = (change: MakeChange) => ({
    settings: createSettingsService(database, defaultSettings(env), change),
    repositories: createRepositoryService({ ...repositoryParts, change }),
    filters: createFilterService(database, change),
    logSources: createLogSourceService(database, change),
    pipelines: createPipelineService({ database, topics, prefix, change }),
    ruleStates: createRuleStateService(database, ruleOverridesFor, change),
    rules: createRuleService({ ...ruleParts, change }),
    bulkChanges: createBulkChangeService(database, references, change),
  });
  const attackCatalogue = createCatalogueService({ database, outbound, now });
  const coverage = createCoverageService(database, attackCatalogue, now);
  return {
    activity: createActivityService(database),
    attackCatalogue,
    coverage,
    attackLayers: createLayerService(database, attackCatalogue, coverage, now),
    configuration: createConfigurationService(database, servicesFor),
    servicesFor,
    audit: createAuditService(database),
    auth: createAuthService(database, now, breached),
    users: createUserService(database, now),
    singleSignOn: composeSingleSignOn(database, env, now),
    sessions: createSessionService(database, now),
    apiTokens: createApiTokenService(database, now),
    outbound,
    githubHosts,
    repositories,
    socPrimeClient,
    socPrime,
    sendOverride: createSendOverride({ rules, repositories, overrides: ruleOverrides, socPrime }),
    syncRuns: createSyncRunService(database),
    rules,
    ruleHits,
    bulkChanges: createBulkChangeService(database, references),
    ruleFacets,
    ruleOverrides,
    ruleVersions: createRuleVersionService(database, rules),
    ruleTests: createRuleTestService(database),
    ruleExport: createRuleExportService(database, now),
    importer,
    syncChanges: createSyncChangeService(database, repositories, importer),
    topics,
    topicEvents,
    topicTails: createTopicTails(client, topics, prefix),
    sampleEvents: createSampleEvents(topicEvents),
    filters: createFilterService(database),
    logSources,
    dryRuns: createDryRunService(logSources),
    suggester: createSuggestMappingService(database),
    pipelines: createPipelineService({ database, topics, prefix }),
    pipelineRules: createPipelineRulesService(database, { rules, logSources }, now),
    detections: createDetectionService(database, now),
    shadowMatches: createShadowMatchService(database),
    metrics: createMetricsService(database, now, async () => metricsRetention(await settings.read())),
    settings,
  };
}

/** Until an administrator sets something else. */
function defaultSettings(env: Env): Settings {
  return {
    auditRetentionDays: env.AUDIT_RETENTION_DAYS,
    activityRetentionDays: 30,
    detectionRetentionDays: env.DETECTION_RETENTION_DAYS,
    metricsMinuteRetentionDays: 7,
    metricsHourRetentionDays: 396,
    requestsPerMinute: env.RATE_LIMIT_PER_MINUTE,
    anonymousRequestsPerMinute: env.RATE_LIMIT_ANONYMOUS_PER_MINUTE,
    socPrimeIntervalMinutes: 60,
    maxRemovedPercent: 20,
  };
}

/** Makes what a new installation lacks: tables, topics, the first user, the demo. Does nothing the second time. */
export async function prepareStores(
  { database, admin }: Stores,
  services: Services,
  env: Env,
  log: Logger,
): Promise<void> {
  await database.runMigrations();
  await services.repositories.rotateSecrets();
  await services.socPrime.rotateKey();
  await admin.ensureTopics(topicSpecifications(env.SLUICE_PREFIX));
  announceFirstUser(await services.users.ensureFirst(env.ADMIN_EMAIL, env.ADMIN_PASSWORD), env.ADMIN_EMAIL);
  if (env.DEMO_RULES !== undefined) await ensureDemo(env.DEMO_RULES, { admin, log, ...services });
}

/** The one place where a secret is shown: it is kept nowhere, and this is the only time. */
function announceFirstUser(password: string | undefined, email: string): void {
  if (password === undefined) return;
  process.stdout.write(
    `\n  First start. Log in as ${email} with the password ${password}\n  It is shown only now.\n\n`,
  );
}
