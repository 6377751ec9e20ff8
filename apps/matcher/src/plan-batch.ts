import { detectionId } from '@sluice/contracts';
import type { ConsumedRecord, RecordBatch } from '@sluice/kafka';
import type { CompiledPipeline } from './compiled-pipeline.ts';
import type { PlannedWrite } from './batch-writer.ts';
import type { DetectionCap } from './detection-cap.ts';
import { increment, type PipelineCounters } from './metrics-window.ts';
import {
  deadLetterRecord,
  detectionRecord,
  taggedRecord,
  untaggedRecord,
  withoutValue,
  type Provenance,
  type Refusal,
} from './output-records.ts';
import { processEvent, type Outcome, type ShadowMatches } from './process-event.ts';
import { shadowMatchRecord } from './shadow-match-record.ts';
import type { ShadowSampler } from './shadow-sampler.ts';

export interface PlanOptions {
  readonly deadLetterTopic: string;
  readonly detectionTopic: string;
  readonly maxEventBytes: number;
  readonly detectionCap: DetectionCap;
  readonly shadowTopic: string;
  readonly shadowSampler: ShadowSampler<PlannedWrite['record']>;
  /** The clock: ms since 1970. */
  readonly now: () => number;
}

/**
 * Runs a batch through one compiled pipeline, so all its events see the same revision. Adds to `counters`, which
 * count when the writes are acknowledged.
 */
export function planBatch(
  batch: Pick<RecordBatch, 'topic' | 'partition' | 'records'>,
  pipeline: CompiledPipeline,
  counters: PipelineCounters,
  options: PlanOptions,
): PlannedWrite[] {
  const { message, revision } = pipeline;
  const { topic, partition } = batch;
  const provenance: Provenance = { pipelineId: message.id, revision, topic, partition };
  const writes: PlannedWrite[] = [];

  function deadLetter(record: ConsumedRecord, reason: Refusal): PlannedWrite {
    counters.deadLettered += 1;
    const letter = deadLetterRecord(options.deadLetterTopic, record, provenance, reason);
    increment(counters.written, letter.topic);
    // Too large even for the dead letters: what is known of it is kept, without its value.
    const without = withoutValue(letter);
    return { record: letter, onRefused: () => ({ record: without, onRefused: () => 'wait' }) };
  }

  function toDestination(
    record: ConsumedRecord,
    output: PlannedWrite['record'],
    counted: 'tagged' | 'untagged',
  ): void {
    increment(counters.written, output.topic);
    writes.push({
      record: output,
      onRefused(type) {
        counters[counted] -= 1;
        increment(counters.written, output.topic, -1);
        const reason = type.endsWith('TOO_LARGE') ? 'OUTPUT_TOO_LARGE' : 'OUTPUT_REFUSED';
        return deadLetter(record, { reason, message: `Topic ${output.topic} refused the event: ${type}.` });
      },
    });
  }

  function tagged(record: ConsumedRecord, outcome: Extract<Outcome, { kind: 'tagged' }>): void {
    counters.tagged += 1;
    counters.matches += outcome.rules.length;
    for (const { id } of outcome.rules) increment(counters.rules, id);
    toDestination(record, taggedRecord(message.destinationTopic, record, outcome), 'tagged');
    const ruleIds = outcome.rules.map(({ id }) => id);
    if (!options.detectionCap.admit(ruleIds, options.now())) {
      counters.detectionsCapped += 1;
      return;
    }
    const copy = detectionRecord(options.detectionTopic, record, outcome, provenance);
    writes.push({ record: copy, onRefused: () => 'drop' });
  }

  function shadowed(record: ConsumedRecord, matches: ShadowMatches): void {
    for (const id of matches.ruleIds) increment(counters.shadowRules, id);
    const nowMs = options.now();
    const event = { pipelineId: message.id, topic, partition, offset: record.offset, index: 0 };
    options.shadowSampler.offer(
      { pipelineId: message.id, ruleIds: matches.ruleIds, eventId: detectionId(event) },
      (ruleId) => shadowMatchRecord(options.shadowTopic, { record, provenance, matches, ruleId, nowMs }),
      nowMs,
    );
  }

  for (const record of batch.records) {
    const outcome = processEvent({ ...record, topic, partition }, pipeline, {
      maxEventBytes: options.maxEventBytes,
      nowMs: options.now(),
    });
    counters.consumed += 1;
    increment(counters.sources, topic);
    if (outcome.kind === 'dead-letter') {
      writes.push(deadLetter(record, outcome));
      continue;
    }
    if (!outcome.isLogSourceResolved) counters.unresolved += 1;
    if (outcome.isUnparsed) counters.unparsed += 1;
    if (outcome.shadow !== undefined) shadowed(record, outcome.shadow);
    if (outcome.kind === 'tagged') {
      tagged(record, outcome);
      continue;
    }
    counters.untagged += 1;
    if (outcome.isFiltered) counters.filtered += 1;
    if (outcome.isFiltered ? message.writeFiltered : message.writeUntagged) {
      const output = untaggedRecord(message.destinationTopic, record, outcome.value);
      toDestination(record, output, 'untagged');
    }
  }
  return writes;
}
