import { isUtf8 } from 'node:buffer';
import { detectionId, type DeadLetterReason } from '@sluice/contracts';
import { parseEvent } from '@sluice/sigma';
import type { CompiledPipeline } from './compiled-pipeline.ts';
import { isoTime } from './iso-time.ts';
import type { LoadedRule } from './rule-store.ts';
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
  if (!isUtf8(value)) return deadLetter('EVENT_NOT_UTF8', 'The event is not valid UTF-8.');
  try {
    return matchEvent(record, value.toString('utf8'), pipeline, options.nowMs);
  } catch (error) {
    return deadLetter(
      'EVENT_FAILED',
      `A fault of Sluice: ${error instanceof Error ? error.message : 'unknown'}`,
    );
  }
}

function matchEvent(record: SourceRecord, text: string, pipeline: CompiledPipeline, nowMs: number): Outcome {
  const parsed = parseEvent(text);
  if (!parsed.ok) return deadLetter(parsed.reason, parsed.message);
  const { message, revision, rules } = pipeline;
  const { logSource } = message;
  const result = rules.ruleSet.match(parsed.event, logSource === undefined ? {} : { logSource });
  const { isLogSourceResolved } = result;
  const matched = result.rules.flatMap((rule) => rules.byRule.get(rule) ?? []);
  if (matched.length === 0) return { kind: 'untagged', isLogSourceResolved };

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
