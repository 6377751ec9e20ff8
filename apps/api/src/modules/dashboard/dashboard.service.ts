import type { DetectionMessage } from '@sluice/contracts';
import { highestLevel, levelOfIndex, levelOfName } from '../../graphql/rule-level.ts';
import { toTechnique } from '../../graphql/technique.type.ts';
import type { Pipeline, PipelineService } from '../pipelines/index.ts';
import type { RuleService } from '../rules/index.ts';
import type { DetectionType, MetricsTick, PipelineMetrics, TopRule, WorkerType } from './dashboard.type.ts';
import type { LagPoller } from './lag-poller.ts';
import type { LiveState } from './live-state.ts';
import { pipelineStatus } from './pipeline-status.ts';
import type { KnownWorker } from './worker-registry.ts';

const TOP_RULES = 10;

export interface DashboardDependencies {
  readonly live: LiveState;
  readonly lag: LagPoller;
  readonly pipelines: PipelineService;
  readonly rules: RuleService;
  readonly revision: () => Promise<number>;
  readonly now: () => number;
}

export interface DashboardService {
  pipelineMetrics(pipeline: Pick<Pipeline, 'id' | 'enabled'>): PipelineMetrics;
  workers(): WorkerType[];
  topRules(): Promise<TopRule[]>;
  newestDetections(): Promise<DetectionType[]>;
  /** What came since the last call. */
  takeDetections(): Promise<DetectionType[]>;
  tick(sequence: number): Promise<MetricsTick>;
  recentMatches(ruleId: string): number;
}

function toWorkerType(worker: KnownWorker): WorkerType {
  return {
    id: worker.workerId,
    host: worker.host,
    version: worker.version,
    startedAt: new Date(worker.startedAt),
    lastSeenAt: new Date(worker.at),
    stale: worker.stale,
    appliedRevision: worker.appliedRevision,
    partitions: worker.pipelines.reduce((total, { partitions }) => total + partitions.length, 0),
    rulesLoaded: worker.rulesLoaded,
    rulesRefused: worker.rulesRefused,
    lostPositions: worker.lostPositions.map((lost) => ({
      ...lost,
      from: Number(lost.from),
      to: Number(lost.to),
      at: new Date(lost.at),
    })),
    memoryBytes: worker.memoryBytes,
  };
}

function toDetectionType(detection: DetectionMessage, names: ReadonlyMap<string, string>): DetectionType {
  const { id, pipelineId, source, matchedAt, event, eventTruncated } = detection;
  return {
    id,
    pipelineId,
    pipelineName: names.get(pipelineId) ?? pipelineId,
    severity: highestLevel(detection.rules.map(({ level }) => level)),
    rules: detection.rules.map((rule) => ({
      ruleId: rule.ruleId,
      sigmaId: rule.sigmaId,
      title: rule.title,
      level: levelOfName(rule.level),
      techniques: rule.techniques.map(toTechnique),
    })),
    topic: source.topic,
    partition: source.partition,
    offset: source.offset,
    matchedAt: new Date(matchedAt),
    event,
    eventTruncated,
  };
}

export function createDashboardService(dependencies: DashboardDependencies): DashboardService {
  const { live, lag, pipelines, rules, now } = dependencies;

  function pipelineMetrics({ id, enabled }: Pick<Pipeline, 'id' | 'enabled'>): PipelineMetrics {
    const nowMs = now();
    const { latencyMs, ...rates } = live.metrics.pipelineRates(id, nowMs);
    const alive = live.workers.list(nowMs).filter(({ stale }) => !stale);
    const having = alive.flatMap((worker) => worker.pipelines.filter(({ pipelineId }) => pipelineId === id));
    const pipelineLag = lag.lag(id);
    const { status, reason } = pipelineStatus({
      enabled,
      workers: having,
      hasLiveWorkers: alive.length > 0,
      lag: pipelineLag,
      eventsInPerSecond: rates.eventsInPerSecond,
    });
    return {
      pipelineId: id,
      status,
      statusReason: reason ?? null,
      ...rates,
      lag: pipelineLag ?? null,
      latencyMs: latencyMs ?? null,
      rulesActive: having.length === 0 ? 0 : Math.min(...having.map(({ rulesLoaded }) => rulesLoaded)),
      rulesRefused: Math.max(0, ...having.map(({ rulesRefusedCount }) => rulesRefusedCount)),
    };
  }

  async function topRules(): Promise<TopRule[]> {
    const counts = [...live.metrics.ruleMatches()].sort(([, a], [, b]) => b - a).slice(0, TOP_RULES);
    const found = new Map((await rules.byIds(counts.map(([id]) => id))).map((rule) => [rule.id, rule]));
    return counts.flatMap(([ruleId, matches]) => {
      const rule = found.get(ruleId);
      if (rule === undefined) return [];
      const { sigmaId, title, level } = rule;
      return [{ ruleId, sigmaId, title, level: levelOfIndex(level), matches }];
    });
  }

  async function named(detections: readonly DetectionMessage[]): Promise<DetectionType[]> {
    if (detections.length === 0) return [];
    const names = new Map((await pipelines.list()).map(({ id, name }) => [id, name]));
    return detections.map((detection) => toDetectionType(detection, names));
  }

  const workers = (): WorkerType[] => live.workers.list(now()).map(toWorkerType);

  return {
    pipelineMetrics,
    workers,
    topRules,
    newestDetections: () => named(live.detections.newest()),
    takeDetections: () => named(live.detections.takeNew()),
    async tick(sequence) {
      const nowMs = now();
      const [all, top, revision] = await Promise.all([pipelines.list(), topRules(), dependencies.revision()]);
      return {
        at: new Date(nowMs),
        sequence,
        revision,
        ...live.metrics.totals(nowMs),
        pipelines: all.map(pipelineMetrics),
        topics: live.metrics.topicRates(nowMs),
        workers: workers(),
        topRules: top,
      };
    },
    recentMatches: (ruleId) => live.metrics.ruleMatches().get(ruleId) ?? 0,
  };
}
