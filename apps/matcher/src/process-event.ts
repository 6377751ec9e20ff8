import { detectionId, type DeadLetterReason } from '@sluice/contracts';
import type { CompiledPipeline } from './compiled-pipeline.ts';
import { isoTime } from './iso-time.ts';
import { loadedRuleOf, type LoadedRule } from './rule-store.ts';
import { tagEvent } from './tag-event.ts';

export interface SourceRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly timestampMs: number;
  readonly value: Buffer | null;
}

export type Outcome =
  | {
      readonly kind: 'tagged';
      readonly detectionId: string;
      readonly text: string;
      readonly value: string;
      readonly rules: readonly LoadedRule[];
      readonly matchedAt: string;
      readonly isLogSourceResolved: boolean;
    }
  | { readonly kind: 'untagged'; readonly isLogSourceResolved: boolean }
  | { readonly kind: 'dead-letter'; readonly reason: DeadLetterReason; readonly message: string };

export interface ProcessOptions {
  readonly maxEventBytes: number;
  /** The clock: ms since 1970. */
  readonly nowMs: number;
}

function deadLetter(reason: DeadLetterReason, message: string): Outcome {
  return { kind: 'dead-letter', reason, message };
}

/** One record through one pipeline. Whatever the record holds, the answer is a value; nothing is thrown. */
export function processEvent(
  record: SourceRecord,
  pipeline: CompiledPipeline,
  options: ProcessOptions,
): Outcome {
  const { value } = record;
  if (value === null || value.length === 0) return deadLetter('EVENT_EMPTY', 'The record has no value.');
  if (value.length > options.maxEventBytes) {
    const { maxEventBytes } = options;
    return deadLetter(
      'EVENT_TOO_LARGE',
      `The event has ${value.length} bytes; at most ${maxEventBytes} are read.`,
    );
  }
  try {
    return matchEvent(record, value, pipeline, options.nowMs);
  } catch (error) {
    return deadLetter(
      'EVENT_FAILED',
      `A fault of Sluice: ${error instanceof Error ? error.message : 'unknown'}`,
    );
  }
}

function matchEvent(record: SourceRecord, bytes: Buffer, pipeline: CompiledPipeline, nowMs: number): Outcome {
  const { message, revision, matchOptions, rules } = pipeline;
  const result = rules.ruleSet.matchBytes(bytes, matchOptions);
  if (!result.ok) return deadLetter(result.reason, result.message);
  const { isLogSourceResolved } = result;
  if (result.rules.length === 0) return { kind: 'untagged', isLogSourceResolved };

  // The order in which a worker came by its rules is its own; that of the tags is not.
  const matched = result.rules
    .flatMap((rule) => loadedRuleOf(rule) ?? [])
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  const text = bytes.toString('utf8');
  const { topic, partition, offset, timestampMs } = record;
  const id = detectionId({ pipelineId: message.id, topic, partition, offset, index: 0 });
  const matchedAt = isoTime(nowMs);
  const timestamp = isoTime(timestampMs);
  const value = tagEvent(
    text,
    matched.map(({ fragment }) => fragment),
    {
      detection_id: id,
      pipeline_id: message.id,
      revision,
      source: { topic, partition, offset, index: 0, timestamp },
      matched_at: matchedAt,
    },
  );
  return { kind: 'tagged', detectionId: id, text, value, rules: matched, matchedAt, isLogSourceResolved };
}
