import type {
  DashboardQuery,
  DetectionRowFragment,
  MetricsSubscription,
  PipelineNumbersFragment,
  TopicNumbersFragment,
  TopRuleCountFragment,
  WorkerStateFragment,
} from '../graphql/generated/graphql.ts';

export type Snapshot = DashboardQuery['dashboard'];
export type Tick = MetricsSubscription['metrics'];
export type SnapshotPipeline = Omit<Snapshot['pipelines'][number], 'metrics'>;

/** The newest detections kept in the browser. */
export const maxDetections = 200;

/** The whole live picture: the last snapshot with the ticks since folded in. */
export interface DashboardView {
  /** When the API took these numbers, by its own clock. */
  readonly at: string;
  readonly revision: number;
  readonly rulesTotal: number;
  readonly eventsPerSecond: number;
  readonly matchesPerSecond: number;
  readonly pipelines: readonly SnapshotPipeline[];
  readonly metrics: ReadonlyMap<string, PipelineNumbersFragment>;
  readonly topics: ReadonlyMap<string, TopicNumbersFragment>;
  readonly workers: readonly WorkerStateFragment[];
  readonly topRules: readonly TopRuleCountFragment[];
  /** Newest first. */
  readonly detections: readonly DetectionRowFragment[];
  /** Of the last tick; null until the first after a snapshot. */
  readonly sequence: number | null;
}

export function viewOfSnapshot(snapshot: Snapshot): DashboardView {
  const metrics = snapshot.pipelines.map((pipeline) => pipeline.metrics);
  return {
    at: snapshot.at,
    revision: snapshot.revision,
    rulesTotal: snapshot.rulesTotal,
    eventsPerSecond: metrics.reduce((sum, each) => sum + each.eventsInPerSecond, 0),
    matchesPerSecond: metrics.reduce((sum, each) => sum + each.matchesPerSecond, 0),
    pipelines: snapshot.pipelines,
    metrics: new Map(metrics.map((each) => [each.pipelineId, each])),
    topics: new Map(snapshot.topics.map((each) => [each.topic, each])),
    workers: snapshot.workers,
    topRules: snapshot.topRules,
    detections: snapshot.detections,
    sequence: null,
  };
}

/** `needsSnapshot`: ticks are missing, or the tick speaks of a configuration that the snapshot doesn't know. */
export function foldTick(
  view: DashboardView,
  tick: Tick,
): { readonly view: DashboardView; readonly needsSnapshot: boolean } {
  const isGap = view.sequence !== null && tick.sequence !== view.sequence + 1;
  const isOtherConfiguration = tick.revision !== view.revision;
  return {
    needsSnapshot: isGap || isOtherConfiguration,
    view: {
      ...view,
      at: tick.at,
      revision: tick.revision,
      eventsPerSecond: tick.eventsPerSecond,
      matchesPerSecond: tick.matchesPerSecond,
      metrics: new Map(tick.pipelines.map((each) => [each.pipelineId, each])),
      topics: new Map(tick.topics.map((each) => [each.topic, each])),
      workers: tick.workers,
      topRules: tick.topRules,
      sequence: tick.sequence,
    },
  };
}

/** Adds what is new, newest first, each id once, and forgets the oldest beyond the bound. */
export function foldDetections(
  known: readonly DetectionRowFragment[],
  arrived: readonly DetectionRowFragment[],
): readonly DetectionRowFragment[] {
  const ids = new Set(known.map((each) => each.id));
  const fresh = arrived.filter((each) => !ids.has(each.id));
  if (fresh.length === 0) return known;
  return [...fresh, ...known].sort((a, b) => b.matchedAt.localeCompare(a.matchedAt)).slice(0, maxDetections);
}
