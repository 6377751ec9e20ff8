import { detectionId, type DeadLetterReason } from '@sluice/contracts';
import type { ByteMatchResult, MatchOptions, RuleSet } from '@sluice/sigma';
import type { CompiledPipeline } from './compiled-pipeline.ts';
import { addCustomFields } from './custom-fields.ts';
import { isoTime } from './iso-time.ts';
import { stringifyLossless } from './lossless-json.ts';
import { prepareEvent } from './prepare-event.ts';
import type { LoadedRule } from './rule-store.ts';
import { tagEvent } from './tag-event.ts';

export interface SourceRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly timestampMs: number;
  readonly value: Buffer | null;
}

/** Rules in `SHADOW` that matched an event. */
export interface ShadowMatches {
  readonly ruleIds: readonly string[];
  /** The event as a detection would have it. */
  text(): string;
}

/** What of an event is counted, whatever becomes of it. */
interface Matched {
  readonly isLogSourceResolved: boolean;
  /** The parsing script could not go through it. */
  readonly isUnparsed: boolean;
  /** Undefined for none. */
  readonly shadow: ShadowMatches | undefined;
}

export type Outcome =
  | (Matched & {
      readonly kind: 'tagged';
      readonly detectionId: string;
      readonly text: string;
      readonly value: string;
      readonly rules: readonly LoadedRule[];
      readonly matchedAt: string;
    })
  | (Matched & {
      readonly kind: 'untagged';
      /** A filter took it out, and no rule was tried. */
      readonly isFiltered: boolean;
      readonly value: Buffer | string;
    })
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

/** An event on its way through a pipeline. */
interface Incoming {
  /** Tries a rule set on it. */
  match(ruleSet: RuleSet, options: MatchOptions): ByteMatchResult;
  /** As it is written, without tags. */
  text(): string;
  readonly isUnparsed: boolean;
}

function open(
  bytes: Buffer,
  { logSource, message }: CompiledPipeline,
): Incoming | Extract<ByteMatchResult, { ok: false }> {
  const asItCame = (): string => bytes.toString('utf8');
  if (logSource === undefined)
    return {
      match: (ruleSet, options) => ruleSet.matchBytes(bytes, options),
      text: asItCame,
      isUnparsed: false,
    };
  const prepared = prepareEvent(bytes, logSource);
  if (!prepared.ok) return prepared;
  const { event, root, isUnparsed } = prepared;
  return {
    match: (ruleSet, options) => ({ ok: true, ...ruleSet.match(event, options) }),
    text: message.writeParsed && !isUnparsed ? () => stringifyLossless(root) : asItCame,
    isUnparsed,
  };
}

const everyLogSource: MatchOptions = { ignoreLogSource: true };

function matchEvent(record: SourceRecord, bytes: Buffer, pipeline: CompiledPipeline, nowMs: number): Outcome {
  const { filters, matchOptions, rules, customFields, disabledRuleIds, message } = pipeline;
  const incoming = open(bytes, pipeline);
  if ('ok' in incoming) return deadLetter(incoming.reason, incoming.message);
  const { isUnparsed } = incoming;
  const untagged = (isFiltered: boolean): Buffer | string => {
    const isWritten = isFiltered ? message.writeFiltered : message.writeUntagged;
    const isChanged = customFields.length > 0 || (message.writeParsed && pipeline.logSource !== undefined);
    return isWritten && isChanged ? addCustomFields(incoming.text(), customFields) : bytes;
  };

  const filtered = filters && incoming.match(filters, everyLogSource);
  if (filtered?.ok === false) return deadLetter(filtered.reason, filtered.message);
  if (filtered !== undefined && filtered.rules.length > 0) {
    const value = untagged(true);
    return {
      kind: 'untagged',
      isFiltered: true,
      value,
      isLogSourceResolved: true,
      isUnparsed,
      shadow: undefined,
    };
  }

  const result = incoming.match(rules.ruleSet, matchOptions);
  if (!result.ok) return deadLetter(result.reason, result.message);
  // The order in which a worker came by its rules is its own; that of the tags is not.
  const matched = result.rules
    .flatMap((rule) => rules.loaded.get(rule) ?? [])
    .filter(({ id }) => !disabledRuleIds.has(id))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  const live = matched.filter(({ stage }) => stage === 'LIVE');
  const shadowRuleIds = matched.filter(({ stage }) => stage === 'SHADOW').map(({ id }) => id);
  const shadow =
    shadowRuleIds.length === 0
      ? undefined
      : { ruleIds: shadowRuleIds, text: () => addCustomFields(incoming.text(), customFields) };
  const counted = { isLogSourceResolved: result.isLogSourceResolved, isUnparsed, shadow };
  if (live.length === 0) return { kind: 'untagged', isFiltered: false, value: untagged(false), ...counted };
  return { kind: 'tagged', ...counted, ...tag(record, incoming.text(), live, pipeline, nowMs) };
}

function tag(
  { topic, partition, offset, timestampMs }: SourceRecord,
  eventText: string,
  rules: readonly LoadedRule[],
  { message, revision, customFields }: CompiledPipeline,
  nowMs: number,
): Pick<Extract<Outcome, { kind: 'tagged' }>, 'detectionId' | 'text' | 'value' | 'rules' | 'matchedAt'> {
  const id = detectionId({ pipelineId: message.id, topic, partition, offset, index: 0 });
  const matchedAt = isoTime(nowMs);
  const text = addCustomFields(eventText, customFields);
  const value = tagEvent(
    text,
    rules.map(({ fragment }) => fragment),
    {
      detection_id: id,
      pipeline_id: message.id,
      revision,
      source: { topic, partition, offset, index: 0, timestamp: isoTime(timestampMs) },
      matched_at: matchedAt,
    },
  );
  return { detectionId: id, text, value, rules, matchedAt };
}
