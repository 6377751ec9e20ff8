import { DataSource } from 'typeorm';
import { entities } from '../modules.ts';
import { First1764000000000 } from './migrations/1764000000000-first.ts';
import { LogSourcesAndFilters1764100000000 } from './migrations/1764100000000-log-sources-and-filters.ts';
import { AuditLog1764200000000 } from './migrations/1764200000000-audit-log.ts';
import { PeopleAndScripts1764300000000 } from './migrations/1764300000000-people-and-scripts.ts';
import { SyncedRepositories1764600000000 } from './migrations/1764600000000-synced-repositories.ts';
import { Detections1764700000000 } from './migrations/1764700000000-detections.ts';
import { MetricsHistory1764800000000 } from './migrations/1764800000000-metrics-history.ts';
import { Pushes1764900000000 } from './migrations/1764900000000-pushes.ts';
import { RuleHits1765000000000 } from './migrations/1765000000000-rule-hits.ts';
import { RuleVersions1765100000000 } from './migrations/1765100000000-rule-versions.ts';
import { RefreshedSessions1765200000000 } from './migrations/1765200000000-refreshed-sessions.ts';
import { SocPrime1765300000000 } from './migrations/1765300000000-soc-prime.ts';
import { RuleSearch1765500000000 } from './migrations/1765500000000-rule-search.ts';
import { SingleSignOn1765400000000 } from './migrations/1765400000000-single-sign-on.ts';
import { Overrides1765600000000 } from './migrations/1765600000000-overrides.ts';
import { TopicPatterns1765650000000 } from './migrations/1765650000000-topic-patterns.ts';
import { SyncChanges1765700000000 } from './migrations/1765700000000-sync-changes.ts';
import { SyncSchedules1765710000000 } from './migrations/1765710000000-sync-schedules.ts';
import { SyncAttempts1765720000000 } from './migrations/1765720000000-sync-attempts.ts';
import { RuleTests1765800000000 } from './migrations/1765800000000-rule-tests.ts';
import { FacetKeys1765810000000 } from './migrations/1765810000000-facet-keys.ts';
import { AttackCatalogue1765900000000 } from './migrations/1765900000000-attack-catalogue.ts';
import { RateLimits1766000000000 } from './migrations/1766000000000-rate-limits.ts';
import { StartAt1766100000000 } from './migrations/1766100000000-start-at.ts';
import { MetricsSeconds1766200000000 } from './migrations/1766200000000-metrics-seconds.ts';
import { PipelineRuleHours1766300000000 } from './migrations/1766300000000-pipeline-rule-hours.ts';
import { Activity1765910000000 } from './migrations/1765910000000-activity.ts';
import { Settings1765920000000 } from './migrations/1765920000000-settings.ts';
import { RuleTestVersions1766400000000 } from './migrations/1766400000000-rule-test-versions.ts';
import { AuditSearch1766410000000 } from './migrations/1766410000000-audit-search.ts';
import { TestTopics1766420000000 } from './migrations/1766420000000-test-topics.ts';
import { ShadowMatches1766430000000 } from './migrations/1766430000000-shadow-matches.ts';
import { RuleTries1766440000000 } from './migrations/1766440000000-rule-tries.ts';

/** Postgres, with every entity and migration named. Nothing is synchronised by itself. */
export function createDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: [
      First1764000000000,
      LogSourcesAndFilters1764100000000,
      AuditLog1764200000000,
      PeopleAndScripts1764300000000,
      SyncedRepositories1764600000000,
      Detections1764700000000,
      MetricsHistory1764800000000,
      Pushes1764900000000,
      RuleHits1765000000000,
      RuleVersions1765100000000,
      RefreshedSessions1765200000000,
      SocPrime1765300000000,
      RuleSearch1765500000000,
      SingleSignOn1765400000000,
      Overrides1765600000000,
      TopicPatterns1765650000000,
      SyncChanges1765700000000,
      RuleTests1765800000000,
      FacetKeys1765810000000,
      SyncSchedules1765710000000,
      SyncAttempts1765720000000,
      AttackCatalogue1765900000000,
      RateLimits1766000000000,
      StartAt1766100000000,
      MetricsSeconds1766200000000,
      Activity1765910000000,
      Settings1765920000000,
      PipelineRuleHours1766300000000,
      RuleTestVersions1766400000000,
      AuditSearch1766410000000,
      TestTopics1766420000000,
      ShadowMatches1766430000000,
      RuleTries1766440000000,
    ],
    migrationsTransactionMode: 'each',
    synchronize: false,
    applicationName: 'sluice-api',
    poolSize: 20,
    extra: { connectionTimeoutMillis: 10_000, statement_timeout: 60_000 },
  });
}
