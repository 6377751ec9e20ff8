import {
  addLatency,
  mergeCounts,
  METRICS_SCHEMA_VERSION,
  type LatencyBuckets,
  type MetricsMessage,
  type PipelineDelta,
} from '@sluice/contracts';

/** Counters of one pipeline since they were last taken; a mutable twin of {@link PipelineDelta}. */
export interface PipelineCounters {
  consumed: number;
  tagged: number;
  untagged: number;
  deadLettered: number;
  matches: number;
  unresolved: number;
  filtered: number;
  unparsed: number;
  detectionsCapped: number;
  readonly sources: Record<string, number>;
  readonly written: Record<string, number>;
  readonly rules: Record<string, number>;
  readonly shadowRules: Record<string, number>;
  readonly latency: LatencyBuckets;
}

export function emptyCounters(): PipelineCounters {
  return {
    consumed: 0,
    tagged: 0,
    untagged: 0,
    deadLettered: 0,
    matches: 0,
    unresolved: 0,
    filtered: 0,
    unparsed: 0,
    detectionsCapped: 0,
    sources: {},
    written: {},
    rules: {},
    shadowRules: {},
    latency: {},
  };
}

const TOTALS = [
  'consumed',
  'tagged',
  'untagged',
  'deadLettered',
  'matches',
  'unresolved',
  'filtered',
  'unparsed',
  'detectionsCapped',
] as const;
const BY_KEY = ['sources', 'written', 'rules', 'shadowRules', 'latency'] as const;

export function increment(counts: Record<string, number>, key: string, by = 1): void {
  counts[key] = (counts[key] ?? 0) + by;
}

/** Records that were consumed, acknowledged at `ackedAtMs`. */
export function countLatency(counters: PipelineCounters, timestampMs: number, ackedAtMs: number): void {
  addLatency(counters.latency, Math.max(0, ackedAtMs - timestampMs));
}

export interface MetricsWindow {
  /** Adds what a batch came to. */
  add(pipelineId: string, counted: PipelineCounters): void;
  /** Closes the window and opens the next one. `tries`: by rule id, told with it. */
  take(nowMs: number, cpuMs: number, tries: Readonly<Record<string, number>>): MetricsMessage;
}

/** Counts between two reports of one worker. */
export function createMetricsWindow(workerId: string, instance: string, startMs: number): MetricsWindow {
  let windowStart = startMs;
  let seq = 0;
  let pipelines = new Map<string, PipelineCounters>();
  return {
    add(pipelineId, counted) {
      const counters = pipelines.get(pipelineId) ?? emptyCounters();
      pipelines.set(pipelineId, counters);
      for (const name of TOTALS) counters[name] += counted[name];
      for (const name of BY_KEY) mergeCounts(counters[name], counted[name]);
    },
    take(nowMs, cpuMs, tries) {
      const deltas: PipelineDelta[] = [...pipelines].map(([pipelineId, counters]) => ({
        pipelineId,
        ...counters,
      }));
      const message: MetricsMessage = {
        schemaVersion: METRICS_SCHEMA_VERSION,
        workerId,
        instance,
        seq,
        windowStart,
        windowMs: Math.max(0, nowMs - windowStart),
        cpuMs,
        pipelines: deltas,
        tries,
      };
      pipelines = new Map();
      windowStart = nowMs;
      seq += 1;
      return message;
    },
  };
}
