import type { TopicAccess } from '../auth/index.ts';
import type { Dashboard, MetricsTick } from './dashboard.type.ts';
import type { WorkerType } from './worker.type.ts';

/** What workers do is everybody's to know; on which topics they lost their position is not. */
function limitWorkers(workers: readonly WorkerType[], topics: TopicAccess): WorkerType[] {
  return workers.map((worker) => ({
    ...worker,
    lostPositions: worker.lostPositions.filter(({ topic }) => topics.allows(topic)),
  }));
}

/** Without what is counted over all topics: the course of the totals, and the rules that match most. */
export function limitDashboard(all: Dashboard, topics: TopicAccess): Dashboard {
  return {
    ...all,
    pipelines: all.pipelines.filter((pipeline) => topics.allowsPipeline(pipeline)),
    topics: all.topics.filter(({ topic }) => topics.allows(topic)),
    workers: limitWorkers(all.workers, topics),
    series: [],
    topRules: [],
    detections: all.detections.filter(({ topic }) => topics.allows(topic)),
  };
}

/** As {@link limitDashboard}; the totals are those of the visible pipelines. */
export function limitTick(
  tick: MetricsTick,
  topics: TopicAccess,
  visibleIds: ReadonlySet<string>,
): MetricsTick {
  const pipelines = tick.pipelines.filter(({ pipelineId }) => visibleIds.has(pipelineId));
  const sum = (of: (each: (typeof pipelines)[number]) => number): number =>
    pipelines.reduce((total, each) => total + of(each), 0);
  return {
    ...tick,
    pipelines,
    eventsPerSecond: sum(({ eventsInPerSecond }) => eventsInPerSecond),
    matchesPerSecond: sum(({ matchesPerSecond }) => matchesPerSecond),
    topics: tick.topics.filter(({ topic }) => topics.allows(topic)),
    workers: limitWorkers(tick.workers, topics),
    topRules: [],
  };
}
