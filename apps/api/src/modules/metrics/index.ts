export { implementKeepSeconds, keepSeconds, KEEP_SECONDS_INTERVAL_MS } from './keep-seconds.job.ts';
export { MetricsRangeInput } from './metrics-history.type.ts';
export { createMetricsService } from './metrics.service.ts';
export { hasMatched, MATCHES_LAST_24_HOURS } from './rule-hits.ts';
export { createRuleHitsService } from './rule-hits.service.ts';
export type { RuleHitsService, RuleTries } from './rule-hits.service.ts';
export type { MetricsService } from './metrics.service.ts';
export { metricsRetention } from './rollup-tables.ts';
export { startMetricsStore } from './start-metrics-store.ts';
