import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import type { GraphQLSchema } from 'graphql';
import { invariant } from '@sluice/diagnostics';
import { ActivityResolver } from '../modules/activity/activity.resolver.ts';
import { CatalogueResolver } from '../modules/attack/catalogue.resolver.ts';
import { CoverageResolver, TechniqueNameResolver } from '../modules/attack/coverage.resolver.ts';
import { LayerResolver } from '../modules/attack/layer.resolver.ts';
import { AuditResolver } from '../modules/audit/audit.resolver.ts';
import { ApiTokenResolver } from '../modules/auth/api-token.resolver.ts';
import { AuthResolver } from '../modules/auth/auth.resolver.ts';
import { SessionResolver } from '../modules/auth/session.resolver.ts';
import { UserResolver } from '../modules/auth/user.resolver.ts';
import { ConfigurationResolver } from '../modules/configuration/configuration.resolver.ts';
import { DashboardResolver, PipelineMetricsResolver } from '../modules/dashboard/dashboard.resolver.ts';
import type { Push } from '../modules/dashboard/push.ts';
import { DetectionResolver } from '../modules/detections/detection.resolver.ts';
import { SuggestMappingResolver } from '../modules/dry-runs/suggest-mapping.resolver.ts';
import { DryRunResolver } from '../modules/dry-runs/dry-run.resolver.ts';
import { FilterResolver } from '../modules/filters/filter.resolver.ts';
import { HealthResolver } from '../modules/health/health.resolver.ts';
import { LogSourcePresetResolver } from '../modules/log-sources/log-source-preset.resolver.ts';
import { LogSourceResolver } from '../modules/log-sources/log-source.resolver.ts';
import { MetricsHistoryResolver } from '../modules/metrics/metrics-history.resolver.ts';
import { RuleHitsResolver } from '../modules/metrics/rule-hits.resolver.ts';
import { PipelineResolver } from '../modules/pipelines/pipeline.resolver.ts';
import { PipelineRulesResolver } from '../modules/pipeline-rules/pipeline-rules.resolver.ts';
import { ChangePreviewResolver } from '../modules/previews/change-preview.resolver.ts';
import { FilterUseResolver } from '../modules/pipelines/filter-use.resolver.ts';
import { LogSourceUseResolver } from '../modules/pipelines/log-source-use.resolver.ts';
import { RepositoryUseResolver } from '../modules/pipelines/repository-use.resolver.ts';
import { PublicationResolver } from '../modules/outbox/publication.resolver.ts';
import { ReconcileResolver } from '../modules/reconcile/reconcile.resolver.ts';
import { RepositoryResolver } from '../modules/repositories/repository.resolver.ts';
import { BulkChangeResolver } from '../modules/rules/bulk-change.resolver.ts';
import { RuleFacetsResolver } from '../modules/rules/rule-facets.resolver.ts';
import { RuleUploadResolver } from '../modules/rules/rule-upload.resolver.ts';
import { RuleExportResolver } from '../modules/rules/rule-export.resolver.ts';
import { RuleTestResolver } from '../modules/rules/rule-test.resolver.ts';
import { RuleVersionResolver } from '../modules/rules/rule-version.resolver.ts';
import { RuleOverrideResolver } from '../modules/rules/rule-override.resolver.ts';
import { RuleResolver } from '../modules/rules/rule.resolver.ts';
import { SettingsResolver } from '../modules/settings/settings.resolver.ts';
import { ShadowMatchResolver } from '../modules/shadow-matches/shadow-match.resolver.ts';
import { SocPrimeResolver } from '../modules/soc-prime/soc-prime.resolver.ts';
import { SyncChangeResolver } from '../modules/sync/sync-change.resolver.ts';
import { SyncResolver } from '../modules/sync/sync.resolver.ts';
import { TopicEventsResolver } from '../modules/topics/topic-events.resolver.ts';
import { TopicResolver } from '../modules/topics/topic.resolver.ts';
import { AuthChecker } from './authorize.ts';
import { declaredAccess } from './declared-access.ts';
import { describeOperations } from './describe-operations.ts';
import { guardRelations } from './guard-relations.ts';
import { limitObjects } from './limit-objects.ts';
import { refuseNul } from './refuse-nul.ts';

/** Every resolver class there is. */
export const resolverClasses = [
  AuditResolver,
  AuthResolver,
  UserResolver,
  SessionResolver,
  ApiTokenResolver,
  RepositoryResolver,
  SyncResolver,
  SyncChangeResolver,
  SocPrimeResolver,
  RuleResolver,
  BulkChangeResolver,
  RuleFacetsResolver,
  RuleUploadResolver,
  RuleVersionResolver,
  RuleTestResolver,
  RuleExportResolver,
  RuleOverrideResolver,
  ConfigurationResolver,
  ReconcileResolver,
  PublicationResolver,
  DryRunResolver,
  SuggestMappingResolver,
  FilterResolver,
  LogSourceResolver,
  LogSourcePresetResolver,
  PipelineResolver,
  ChangePreviewResolver,
  PipelineRulesResolver,
  RepositoryUseResolver,
  FilterUseResolver,
  LogSourceUseResolver,
  TopicResolver,
  TopicEventsResolver,
  DashboardResolver,
  PipelineMetricsResolver,
  ShadowMatchResolver,
  DetectionResolver,
  MetricsHistoryResolver,
  RuleHitsResolver,
  SettingsResolver,
  ActivityResolver,
  HealthResolver,
  CatalogueResolver,
  CoverageResolver,
  TechniqueNameResolver,
  LayerResolver,
] as const;

type ClassType = (typeof resolverClasses)[number];

/**
 * One instance of each resolver class, made by hand; empty where only the schema's text is wanted. Fails where an operation
 * does not state who may call it.
 */
export function createSchema(instances: readonly object[], pubSub: Push): GraphQLSchema {
  const byClass = new Map<unknown, object>(instances.map((instance) => [instance.constructor, instance]));
  const schema = buildSchemaSync({
    resolvers: [...resolverClasses] as unknown as NonEmptyArray<ClassType>,
    authChecker: AuthChecker,
    pubSub,
    validateFn: refuseNul,
    container: {
      get(wanted: unknown) {
        if (wanted === AuthChecker) return new AuthChecker();
        const instance = byClass.get(wanted);
        invariant(instance !== undefined, 'a resolver class has no instance');
        return instance;
      },
    },
  });
  const declared = declaredAccess(schema);
  guardRelations(schema, declared);
  describeOperations(schema, declared);
  limitObjects(schema);
  return schema;
}
