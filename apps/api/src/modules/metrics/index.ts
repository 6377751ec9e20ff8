export { createMetricsService } from './metrics.service.ts';
export { hasMatched, LAST_24_HOURS } from './rule-hits.ts';
export type { MetricsService, RuleHits } from './metrics.service.ts';
export { metricsRetention } from './rollup-tables.ts';
export { startMetricsStore } from './start-metrics-store.ts';
