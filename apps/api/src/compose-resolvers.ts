import type { Services, Stores } from './compose-services.ts';
import { ActivityResolver } from './modules/activity/activity.resolver.ts';
import { CatalogueResolver } from './modules/attack/catalogue.resolver.ts';
import { CoverageResolver, TechniqueNameResolver } from './modules/attack/coverage.resolver.ts';
import type { CatalogueJobs } from './modules/attack/index.ts';
import { LayerResolver } from './modules/attack/layer.resolver.ts';
import { AuditResolver } from './modules/audit/audit.resolver.ts';
import { ApiTokenResolver } from './modules/auth/api-token.resolver.ts';
import { AuthResolver } from './modules/auth/auth.resolver.ts';
import { SessionResolver } from './modules/auth/session.resolver.ts';
import { UserResolver } from './modules/auth/user.resolver.ts';
import { DashboardResolver, PipelineMetricsResolver } from './modules/dashboard/dashboard.resolver.ts';
import type { DashboardService } from './modules/dashboard/dashboard.service.ts';
import type { LiveState } from './modules/dashboard/live-state.ts';
import type { OffsetPoller } from './modules/dashboard/offset-poller.ts';
import { DetectionResolver } from './modules/detections/detection.resolver.ts';
import { MetricsHistoryResolver } from './modules/metrics/metrics-history.resolver.ts';
import { RuleHitsResolver } from './modules/metrics/rule-hits.resolver.ts';
import type { createReconcileService } from './modules/reconcile/index.ts';
import { ReconcileResolver } from './modules/reconcile/reconcile.resolver.ts';
import { PublicationResolver } from './modules/outbox/publication.resolver.ts';
import { readPublication } from './modules/outbox/index.ts';
import { SuggestMappingResolver } from './modules/dry-runs/suggest-mapping.resolver.ts';
import { DryRunResolver } from './modules/dry-runs/dry-run.resolver.ts';
import { ConfigurationResolver } from './modules/configuration/configuration.resolver.ts';
import { FilterResolver } from './modules/filters/filter.resolver.ts';
import type { HealthService } from './modules/health/index.ts';
import { HealthResolver } from './modules/health/health.resolver.ts';
import { LogSourcePresetResolver } from './modules/log-sources/log-source-preset.resolver.ts';
import { LogSourceResolver } from './modules/log-sources/log-source.resolver.ts';
import { PipelineResolver } from './modules/pipelines/pipeline.resolver.ts';
import { PipelineRulesResolver } from './modules/pipeline-rules/pipeline-rules.resolver.ts';
import { ChangePreviewResolver } from './modules/previews/change-preview.resolver.ts';
import { FilterUseResolver } from './modules/pipelines/filter-use.resolver.ts';
import { LogSourceUseResolver } from './modules/pipelines/log-source-use.resolver.ts';
import { RepositoryUseResolver } from './modules/pipelines/repository-use.resolver.ts';
import { RepositoryResolver } from './modules/repositories/repository.resolver.ts';
import { RuleVersionResolver } from './modules/rules/rule-version.resolver.ts';
import { BulkChangeResolver } from './modules/rules/bulk-change.resolver.ts';
import { RuleFacetsResolver } from './modules/rules/rule-facets.resolver.ts';
import { RuleUploadResolver } from './modules/rules/rule-upload.resolver.ts';
import { RuleExportResolver } from './modules/rules/rule-export.resolver.ts';
import { RuleTestResolver } from './modules/rules/rule-test.resolver.ts';
import { RuleOverrideResolver } from './modules/rules/rule-override.resolver.ts';
import { RuleResolver } from './modules/rules/rule.resolver.ts';
import type { Sync } from './modules/sync/index.ts';
import { SettingsResolver } from './modules/settings/settings.resolver.ts';
import { ShadowMatchResolver } from './modules/shadow-matches/shadow-match.resolver.ts';
import { SocPrimeResolver } from './modules/soc-prime/soc-prime.resolver.ts';
import { SyncChangeResolver } from './modules/sync/sync-change.resolver.ts';
import { SyncResolver } from './modules/sync/sync.resolver.ts';
import { TopicEventsResolver } from './modules/topics/topic-events.resolver.ts';
import { TopicResolver } from './modules/topics/topic.resolver.ts';
import { ownVersion } from './own-version.ts';

/** What resolvers are made of. */
interface ResolverParts extends Pick<Stores, 'database'> {
  readonly services: Services;
  readonly revision: () => Promise<number>;
  readonly reconciler: ReturnType<typeof createReconcileService>;
  readonly live: LiveState;
  readonly offsets: OffsetPoller;
  readonly dashboard: DashboardService;
  readonly sync: Sync;
  readonly catalogue: CatalogueJobs;
  readonly health: HealthService;
}

/** One instance of every resolver class. */
export function composeResolvers(parts: ResolverParts): object[] {
  const { services, database, revision, reconciler, live, offsets, dashboard, sync, catalogue, health } =
    parts;
  const { audit, auth, repositories, rules, importer, pipelines, topics, filters, logSources } = services;
  return [
    new AuditResolver(audit),
    new AuthResolver(auth, services.users, services.singleSignOn?.name),
    new UserResolver(services.users),
    new SessionResolver(services.sessions),
    new ApiTokenResolver(services.apiTokens),
    new RepositoryResolver(repositories),
    new SyncResolver(sync.service, services.syncRuns),
    new SyncChangeResolver(services.syncChanges),
    new SocPrimeResolver(services.socPrime, repositories, services.sendOverride),
    new RuleResolver(rules, (id) => dashboard.recentMatches(id)),
    new BulkChangeResolver(services.bulkChanges),
    new RuleFacetsResolver(services.ruleFacets),
    new RuleUploadResolver(importer),
    new RuleVersionResolver(services.ruleVersions),
    new RuleTestResolver(services.ruleTests),
    new RuleExportResolver(services.ruleExport),
    new RuleOverrideResolver(services.ruleOverrides),
    new ConfigurationResolver(services.configuration, services.sampleEvents),
    new ReconcileResolver(reconciler),
    new PublicationResolver(() => readPublication(database.manager)),
    new DryRunResolver(services.dryRuns, services.sampleEvents),
    new SuggestMappingResolver(services.suggester, services.sampleEvents),
    new FilterResolver(filters),
    new LogSourceResolver(logSources),
    new LogSourcePresetResolver(),
    new PipelineResolver(pipelines, services.sampleEvents),
    new ChangePreviewResolver(database, services.servicesFor, services.sampleEvents),
    new PipelineRulesResolver(pipelines, services.pipelineRules, services.sampleEvents),
    new RepositoryUseResolver(),
    new FilterUseResolver(),
    new LogSourceUseResolver(),
    new TopicResolver(topics, offsets),
    new TopicEventsResolver(services.topicEvents),
    new DashboardResolver({ dashboard, live, pipelines, rules, revision, now: Date.now }),
    new PipelineMetricsResolver(dashboard),
    new MetricsHistoryResolver(services.metrics),
    new RuleHitsResolver(),
    new SettingsResolver(services.settings),
    new ActivityResolver(services.activity),
    new HealthResolver(health, ownVersion()),
    new CatalogueResolver(services.attackCatalogue, catalogue.startSync),
    new CoverageResolver(services.coverage),
    new TechniqueNameResolver(),
    new LayerResolver(services.attackLayers),
    new ShadowMatchResolver(services.shadowMatches),
    new DetectionResolver(
      services.detections,
      async (ids) => new Map((await rules.byIds(ids)).map(({ id, title }) => [id, title])),
    ),
  ];
}
