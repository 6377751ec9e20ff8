import { mergeCounts, type MetricsMessage, type PipelineDelta } from '@sluice/contracts';
import { storableText } from '../../database/storable-text.ts';

/** What is counted, under the columns' names. */
export const COUNTS = [
  'consumed',
  'tagged',
  'untagged',
  'dead_lettered',
  'matches',
  'shadow_matches',
  'filtered',
  'unparsed',
  'unresolved',
  'detections_capped',
  'written',
  'cpu_ms',
] as const;
export type Count = (typeof COUNTS)[number];

/**
 * What a sum is of. TOTAL: everything. RULE: matches and shadow matches. TOPIC: what pipelines consumed from it and
 * wrote to it.
 */
export type RollupKind = 'TOTAL' | 'PIPELINE' | 'RULE' | 'TOPIC' | 'WORKER';

/** A sum over one step of time, or a part of one that is to be added. */
export interface Rollup extends Partial<Record<Count, number>> {
  readonly kind: RollupKind;
  /** Id of the pipeline, rule or worker, name of the topic; empty for the total. */
  readonly key: string;
  /** Rules and topics are counted by pipeline; empty for the others. */
  readonly pipeline_id: string;
  /** Start of the step, ms since 1970. */
  readonly atMs: number;
  /** Records by bucket of latency; of pipelines and of the total. */
  readonly latency?: Record<string, number>;
}

type Counts = Partial<Record<Count, number>>;

function countsOf(delta: PipelineDelta): Counts {
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((total, count) => total + count, 0);
  return {
    consumed: delta.consumed,
    tagged: delta.tagged,
    untagged: delta.untagged,
    dead_lettered: delta.deadLettered,
    matches: delta.matches,
    shadow_matches: sum(delta.shadowRules),
    filtered: delta.filtered,
    unparsed: delta.unparsed,
    unresolved: delta.unresolved,
    detections_capped: delta.detectionsCapped,
    written: sum(delta.written),
  };
}

/** Adds up reports by the steps in which they began. */
export function sumUp(reports: readonly MetricsMessage[], stepMs: number): Rollup[] {
  const rollups = new Map<string, Rollup>();

  function add(
    of: Pick<Rollup, 'kind' | 'key' | 'pipeline_id' | 'atMs'>,
    counts: Counts,
    latency?: Readonly<Record<string, number>>,
  ): void {
    const { kind, atMs } = of;
    const [key, pipeline_id] = [storableText(of.key), storableText(of.pipeline_id)];
    const name = JSON.stringify([kind, key, pipeline_id, atMs]);
    const rollup: Rollup = rollups.get(name) ?? { kind, key, pipeline_id, atMs, latency: {} };
    rollups.set(name, rollup);
    for (const count of COUNTS) if (counts[count] !== undefined) addCount(rollup, count, counts[count]);
    if (latency !== undefined) mergeCounts(rollup.latency ?? {}, latency);
  }

  for (const { workerId, windowStart, cpuMs, pipelines } of reports) {
    const atMs = Math.floor(windowStart / stepMs) * stepMs;
    const total = { kind: 'TOTAL', key: '', pipeline_id: '', atMs } as const;
    const worker = { kind: 'WORKER', key: workerId, pipeline_id: '', atMs } as const;
    add(total, { cpu_ms: Math.round(cpuMs) });
    add(worker, { cpu_ms: Math.round(cpuMs) });
    for (const delta of pipelines) {
      const { pipelineId, sources, written, rules, shadowRules, latency } = delta;
      const counts = countsOf(delta);
      add(total, counts, latency);
      add(worker, counts);
      add({ kind: 'PIPELINE', key: pipelineId, pipeline_id: '', atMs }, counts, latency);
      const of = (kind: RollupKind, key: string) => ({ kind, key, pipeline_id: pipelineId, atMs });
      for (const [topic, consumed] of Object.entries(sources)) add(of('TOPIC', topic), { consumed });
      for (const [topic, count] of Object.entries(written)) add(of('TOPIC', topic), { written: count });
      for (const [rule, matches] of Object.entries(rules)) add(of('RULE', rule), { matches });
      for (const [rule, count] of Object.entries(shadowRules))
        add(of('RULE', rule), { shadow_matches: count });
    }
  }
  return [...rollups.values()];
}

function addCount(rollup: Counts, name: Count, count: number): void {
  rollup[name] = (rollup[name] ?? 0) + count;
}
