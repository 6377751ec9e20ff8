import { Authorized, Ctx, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { waitAtMost } from '../../wait-at-most.ts';
import { access, Scope } from '../auth/index.ts';
import { DetectionType } from '../detections/index.ts';
import { PipelineObject, toPipelineObject, type PipelineService } from '../pipelines/index.ts';
import type { RuleService } from '../rules/index.ts';
import type { DashboardService } from './dashboard.service.ts';
import { toLiveDetection, toPipelineMetrics, toTopRule, toWorkerType } from './dashboard-object.ts';
import { Dashboard, MetricsTick } from './dashboard.type.ts';
import { limitDashboard, limitTick } from './limit-to-topics.ts';
import type { LiveState } from './live-state.ts';
import { PipelineMetrics } from './metrics.type.ts';
import { DETECTIONS_TOPIC, METRICS_TOPIC } from './push.ts';

/** Longer, and a snapshot of what is known so far is better than none. */
const MAX_WAIT_MS = 5_000;

export interface DashboardParts {
  readonly dashboard: DashboardService;
  readonly live: LiveState;
  readonly pipelines: PipelineService;
  readonly rules: RuleService;
  readonly revision: () => Promise<number>;
  readonly now: () => number;
}

@Resolver(() => Dashboard)
export class DashboardResolver {
  private readonly parts: DashboardParts;
  constructor(parts: DashboardParts) {
    this.parts = parts;
  }

  @Authorized(access.everyone(Scope.METRICS_READ))
  @Query(() => Dashboard, {
    name: 'dashboard',
    description: 'The snapshot to begin with, and after a reconnect.',
  })
  async snapshot(@Ctx() { topics }: Context): Promise<Dashboard> {
    const { dashboard, live, now } = this.parts;
    await waitAtMost(live.caughtUp, MAX_WAIT_MS);
    const [pipelines, topRules, detections, revision, rulesTotal] = await Promise.all([
      this.parts.pipelines.list(),
      dashboard.topRules(),
      dashboard.newestDetections(),
      this.parts.revision(),
      this.parts.rules.countAll(),
    ]);
    const nowMs = now();
    const all = {
      at: new Date(nowMs),
      revision,
      pipelines: pipelines.map(toPipelineObject),
      topics: dashboard.topics(),
      workers: dashboard.workers().map(toWorkerType),
      series: live.metrics.series(nowMs).map(({ atMs, ...rates }) => ({ at: new Date(atMs), ...rates })),
      topRules: topRules.map(toTopRule),
      detections: detections.map(toLiveDetection),
      rulesTotal,
    };
    return topics.isLimited ? limitDashboard(all, topics) : all;
  }

  @Authorized(access.everyone(Scope.METRICS_READ))
  @Subscription(() => MetricsTick, { topics: METRICS_TOPIC, description: 'How things stand, once a second.' })
  async metrics(@Root() tick: MetricsTick, @Ctx() { topics }: Context): Promise<MetricsTick> {
    if (!topics.isLimited) return tick;
    const visible = (await this.parts.pipelines.list()).filter((pipeline) => topics.allowsPipeline(pipeline));
    return limitTick(tick, topics, new Set(visible.map(({ id }) => id)));
  }

  @Authorized(access.everyone(Scope.DETECTIONS_READ))
  @Subscription(() => [DetectionType], {
    topics: DETECTIONS_TOPIC,
    filter: ({ payload, context }: { payload: DetectionType[]; context: Context }) =>
      payload.some(({ topic }) => context.topics.allows(topic)),
    description: 'New detections, newest first: at most one message a second, with at most 50.',
  })
  detections(@Root() detections: DetectionType[], @Ctx() { topics }: Context): DetectionType[] {
    return detections.filter(({ topic }) => topics.allows(topic));
  }
}

/** What the running system adds to a pipeline. */
@Resolver(() => PipelineObject)
export class PipelineMetricsResolver {
  private readonly dashboard: DashboardService;
  constructor(dashboard: DashboardService) {
    this.dashboard = dashboard;
  }

  @FieldResolver(() => PipelineMetrics, {
    description: 'As this replica of the API sees it now.',
  })
  metrics(@Root() pipeline: PipelineObject): PipelineMetrics {
    return toPipelineMetrics(this.dashboard.pipelineFacts(pipeline));
  }
}
