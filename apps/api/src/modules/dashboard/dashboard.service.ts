import type { DetectionMessage } from '@sluice/contracts';
import type { Pipeline, PipelineService } from '../pipelines/index.ts';
import type { ListedRule, RuleService } from '../rules/index.ts';
import type { LiveState } from './live-state.ts';
import type { PipelineRates, TopicRates } from './metrics-history.ts';
import type { OffsetPoller } from './offset-poller.ts';
import { pipelineStatus, type StatusAndReason } from './pipeline-status.ts';
import type { KnownWorker } from './worker-registry.ts';

const TOP_RULES = 10;

export interface DashboardDependencies {
  readonly live: LiveState;
  readonly offsets: OffsetPoller;
  readonly pipelines: PipelineService;
  readonly rules: RuleService;
  readonly revision: () => Promise<number>;
  readonly now: () => number;
}

export interface PipelineFacts extends PipelineRates, StatusAndReason {
  readonly pipelineId: string;
  /** undefined where Kafka could not be asked lately. */
  readonly lag: number | undefined;
  /** The least that any live worker has loaded. */
  readonly rulesActive: number;
  /** The most that any live worker refused. */
  readonly rulesRefused: number;
}

export interface RuleMatches {
  readonly rule: ListedRule;
  /** In the last 15 minutes. */
  readonly matches: number;
}

export interface NamedDetection {
  readonly detection: DetectionMessage;
  /** The id where the pipeline was deleted since. */
  readonly pipelineName: string;
}

/** How things stand at one moment. */
export interface Standing {
  readonly at: Date;
  readonly revision: number;
  readonly eventsPerSecond: number;
  readonly matchesPerSecond: number;
  readonly pipelines: readonly PipelineFacts[];
  readonly topics: readonly TopicRates[];
  readonly workers: readonly KnownWorker[];
  readonly topRules: readonly RuleMatches[];
}

export interface DashboardService {
  pipelineFacts(pipeline: Pick<Pipeline, 'id' | 'enabled'>): PipelineFacts;
  topics(): TopicRates[];
  workers(): KnownWorker[];
  /** The 10 with most matches. */
  topRules(): Promise<RuleMatches[]>;
  newestDetections(): Promise<NamedDetection[]>;
  /** What came since the last call. */
  takeDetections(): Promise<NamedDetection[]>;
  standing(): Promise<Standing>;
  recentMatches(ruleId: string): number;
}

/** What the overview shows, from the live state, the lag and Postgres. */
export function createDashboardService(dependencies: DashboardDependencies): DashboardService {
  const { live, offsets, pipelines, rules, now } = dependencies;

  function pipelineFacts({ id, enabled }: Pick<Pipeline, 'id' | 'enabled'>): PipelineFacts {
    const nowMs = now();
    const rates = live.metrics.pipelineRates(id, nowMs);
    const alive = live.workers.list(nowMs).filter(({ stale }) => !stale);
    const having = alive.flatMap((worker) => worker.pipelines.filter(({ pipelineId }) => pipelineId === id));
    const pipelineLag = offsets.lag(id);
    const status = pipelineStatus({
      enabled,
      workers: having,
      hasLiveWorkers: alive.length > 0,
      lag: pipelineLag,
      eventsInPerSecond: rates.eventsInPerSecond,
    });
    return {
      pipelineId: id,
      ...status,
      ...rates,
      lag: pipelineLag,
      rulesActive: having.length === 0 ? 0 : Math.min(...having.map(({ rulesLoaded }) => rulesLoaded)),
      rulesRefused: Math.max(0, ...having.map(({ rulesRefusedCount }) => rulesRefusedCount)),
    };
  }

  async function topRules(): Promise<RuleMatches[]> {
    const counts = [...live.metrics.ruleMatches()].sort(([, a], [, b]) => b - a).slice(0, TOP_RULES);
    const found = new Map((await rules.byIds(counts.map(([id]) => id))).map((rule) => [rule.id, rule]));
    return counts.flatMap(([ruleId, matches]) => {
      const rule = found.get(ruleId);
      return rule === undefined ? [] : [{ rule, matches }];
    });
  }

  async function named(detections: readonly DetectionMessage[]): Promise<NamedDetection[]> {
    if (detections.length === 0) return [];
    const names = new Map((await pipelines.list()).map(({ id, name }) => [id, name]));
    return detections.map((detection) => ({
      detection,
      pipelineName: names.get(detection.pipelineId) ?? detection.pipelineId,
    }));
  }

  /** Kafka knows what anybody writes; the workers know what is read. */
  function topics(): TopicRates[] {
    const reported = new Map(live.metrics.topicRates(now()).map((rates) => [rates.topic, rates]));
    const written = offsets.writeRates();
    return [...new Set([...reported.keys(), ...written.keys()])].sort().map((topic) => ({
      topic,
      eventsInPerSecond: written.get(topic) ?? reported.get(topic)?.eventsInPerSecond ?? 0,
      eventsOutPerSecond: reported.get(topic)?.eventsOutPerSecond ?? 0,
    }));
  }
  const workers = (): KnownWorker[] => live.workers.list(now());

  return {
    pipelineFacts,
    topics,
    workers,
    topRules,
    newestDetections: () => named(live.detections.newest()),
    takeDetections: () => named(live.detections.takeNew()),
    async standing() {
      const nowMs = now();
      const [all, top, revision] = await Promise.all([pipelines.list(), topRules(), dependencies.revision()]);
      return {
        at: new Date(nowMs),
        revision,
        ...live.metrics.totals(nowMs),
        pipelines: all.map(pipelineFacts),
        topics: topics(),
        workers: workers(),
        topRules: top,
      };
    },
    recentMatches: (ruleId) => live.metrics.ruleMatches().get(ruleId) ?? 0,
  };
}
