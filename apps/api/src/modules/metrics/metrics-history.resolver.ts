import { Arg, Authorized, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { access, Scope } from '../auth/index.ts';
import {
  LatencyHistoryPoint,
  MetricsFilterInput,
  MetricsHistoryType,
  MetricsRangeInput,
  type MetricsHistoryPoint,
} from './metrics-history.type.ts';
import type { MetricsFilter, MetricsPoint, MetricsService } from './metrics.service.ts';

@Resolver(() => MetricsHistoryType)
export class MetricsHistoryResolver {
  private readonly metrics: MetricsService;
  constructor(metrics: MetricsService) {
    this.metrics = metrics;
  }

  @Authorized(access.everyone(Scope.METRICS_READ))
  @Query(() => MetricsHistoryType, {
    description:
      'Steps of whole minutes go 7 days back, steps of whole hours 13 months. At most 2,000 points.',
  })
  async metricsHistory(
    @Arg('filter', () => MetricsFilterInput, { nullable: true }) filter: MetricsFilterInput | null,
    @Arg('range', () => MetricsRangeInput) range: MetricsRangeInput,
    @Arg('step', () => Int, { description: 'Seconds: a multiple of 60.' }) step: number,
  ): Promise<MetricsHistoryType> {
    const points = await this.metrics.history(toFilter(filter), { ...range, stepSeconds: step });
    return { step, points: points.map(toPoint), filter, range };
  }

  @FieldResolver(() => [LatencyHistoryPoint], {
    description: 'One for each point; of pipelines and of everything alone.',
  })
  async latencies(@Root() { step, filter, range }: MetricsHistoryType): Promise<LatencyHistoryPoint[]> {
    const points = await this.metrics.latency(toFilter(filter), { ...range, stepSeconds: step });
    return points.map(({ atMs, latencyMs }) => ({
      at: new Date(atMs),
      p50: latencyMs?.p50 ?? null,
      p95: latencyMs?.p95 ?? null,
      p99: latencyMs?.p99 ?? null,
    }));
  }
}

function toFilter(filter: MetricsFilterInput | null): MetricsFilter {
  const { pipelineIds, ruleIds, topics, workerIds } = filter ?? {};
  return {
    pipelineIds: pipelineIds ?? undefined,
    ruleIds: ruleIds ?? undefined,
    topics: topics ?? undefined,
    workerIds: workerIds ?? undefined,
  };
}

function toPoint({ atMs, ...counts }: MetricsPoint): MetricsHistoryPoint {
  const { dead_lettered, shadow_matches, detections_capped, cpu_ms, ...same } = counts;
  return {
    ...same,
    at: new Date(atMs),
    deadLettered: dead_lettered,
    shadowMatches: shadow_matches,
    detectionsCapped: detections_capped,
    cpuMs: cpu_ms,
  };
}
