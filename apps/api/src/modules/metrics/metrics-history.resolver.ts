import { Arg, Authorized, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
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
      'Steps of seconds go 15 minutes back, of whole minutes 7 days, of whole hours 13 months; settings may say otherwise of the last two. At most 2,000 points.',
  })
  async metricsHistory(
    @Arg('filter', () => MetricsFilterInput, {
      nullable: true,
      description: 'Everything that the caller may see where it is left out.',
    })
    filter: MetricsFilterInput | null,
    @Arg('range', () => MetricsRangeInput, { description: 'As far back as such steps are kept.' })
    range: MetricsRangeInput,
    @Arg('step', () => Int, { description: 'Seconds; 1 at least.' }) step: number,
    @Ctx() context: Context,
  ): Promise<MetricsHistoryType> {
    const points = await this.metrics.history(await toFilter(filter, context), {
      ...range,
      stepSeconds: step,
    });
    return { step, points: points.map(toPoint), filter, range };
  }

  @FieldResolver(() => [LatencyHistoryPoint], {
    description: 'One for each point; of pipelines and of everything alone.',
  })
  async latencies(
    @Root() { step, filter, range }: MetricsHistoryType,
    @Ctx() context: Context,
  ): Promise<LatencyHistoryPoint[]> {
    const points = await this.metrics.latency(await toFilter(filter, context), {
      ...range,
      stepSeconds: step,
    });
    return points.map(({ atMs, latencyMs }) => ({
      at: new Date(atMs),
      p50: latencyMs?.p50 ?? null,
      p95: latencyMs?.p95 ?? null,
      p99: latencyMs?.p99 ?? null,
    }));
  }
}

/** Who may not see every topic is counted what they may see; a worker has everybody's. Throws FORBIDDEN. */
async function toFilter(
  filter: MetricsFilterInput | null,
  { topics: allowed, loaders }: Context,
): Promise<MetricsFilter> {
  const { pipelineIds, ruleIds, topics, workerIds } = filter ?? {};
  const asked = {
    pipelineIds: pipelineIds ?? undefined,
    ruleIds: ruleIds ?? undefined,
    topics: topics ?? undefined,
    workerIds: workerIds ?? undefined,
  };
  if (!allowed.isLimited) return asked;
  if (asked.workerIds !== undefined) allowed.requireEveryTopic('workerIds');
  allowed.require(asked.topics ?? []);
  const visible = (await loaders.pipelines()).map(({ id }) => id);
  const wanted = asked.pipelineIds ?? visible;
  const isTopicAlone = asked.topics !== undefined && asked.pipelineIds === undefined;
  return isTopicAlone ? asked : { ...asked, pipelineIds: wanted.filter((id) => visible.includes(id)) };
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
