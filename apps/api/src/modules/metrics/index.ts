export { createMetricsService } from './metrics.service.ts';
export type { MetricsService } from './metrics.service.ts';
export { startMetricsStore } from './start-metrics-store.ts';
