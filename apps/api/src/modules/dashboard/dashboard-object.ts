import { levelOfIndex } from '../../graphql/rule-level.ts';
import { toDetectionType, type DetectionType } from '../detections/index.ts';
import type { NamedDetection, PipelineFacts, RuleMatches, Standing } from './dashboard.service.ts';
import type { MetricsTick, TopRule } from './dashboard.type.ts';
import type { PipelineMetrics } from './metrics.type.ts';
import type { KnownWorker } from './worker-registry.ts';
import type { WorkerType } from './worker.type.ts';

export function toPipelineMetrics({ reason, lag, latencyMs, ...facts }: PipelineFacts): PipelineMetrics {
  return { ...facts, statusReason: reason ?? null, lag: lag ?? null, latencyMs: latencyMs ?? null };
}

export function toWorkerType(worker: KnownWorker): WorkerType {
  return {
    id: worker.workerId,
    host: worker.host,
    version: worker.version,
    startedAt: new Date(worker.startedAt),
    lastSeenAt: new Date(worker.heardAtMs),
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

export function toTopRule({ rule, matches }: RuleMatches): TopRule {
  const { id, sigmaId, title, level } = rule;
  return { ruleId: id, sigmaId, title, level: levelOfIndex(level), matches };
}

export function toLiveDetection({ detection, pipelineName }: NamedDetection): DetectionType {
  return toDetectionType(detection, pipelineName);
}

export function toMetricsTick(standing: Standing, sequence: number): MetricsTick {
  return {
    ...standing,
    sequence,
    pipelines: standing.pipelines.map(toPipelineMetrics),
    topics: [...standing.topics],
    workers: standing.workers.map(toWorkerType),
    topRules: standing.topRules.map(toTopRule),
  };
}
