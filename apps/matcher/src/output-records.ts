import {
  DEAD_LETTER_HEADERS,
  DETECTION_EVENT_MAX_CHARS,
  DETECTION_ID_HEADER,
  DETECTION_SCHEMA_VERSION,
  detectionMessage,
  encodeMessage,
  type DeadLetterReason,
} from '@sluice/contracts';
import type { ConsumedRecord, RecordHeaders, RecordToSend } from '@sluice/kafka';
import { isoTime } from './iso-time.ts';
import type { Outcome } from './process-event.ts';

/** Where a record came from, and the pipeline that read it. */
export interface Provenance {
  readonly pipelineId: string;
  readonly revision: number;
  readonly topic: string;
  readonly partition: number;
}

/** Why a record became a dead letter. */
export interface Refusal {
  readonly reason: DeadLetterReason;
  /** A sentence. */
  readonly message: string;
}

type TaggedOutcome = Extract<Outcome, { kind: 'tagged' }>;

/** The tagged event for the destination: key, headers and timestamp of the source are kept. */
export function taggedRecord(
  topic: string,
  source: ConsumedRecord,
  { value, detectionId }: TaggedOutcome,
): RecordToSend {
  const headers = { ...source.headers, [DETECTION_ID_HEADER]: detectionId };
  return { topic, key: source.key, value, headers, timestampMs: source.timestampMs };
}

/** The source record with its event as the pipeline writes it, where it writes untagged events too. */
export function untaggedRecord(topic: string, source: ConsumedRecord, value: Buffer | string): RecordToSend {
  const { key, headers, timestampMs } = source;
  return { topic, key, value, headers, timestampMs };
}

/** The control plane's copy of a detection. */
export function detectionRecord(
  topic: string,
  source: ConsumedRecord,
  outcome: TaggedOutcome,
  provenance: Provenance,
): RecordToSend {
  const { text, rules, matchedAt, detectionId } = outcome;
  const value = encodeMessage(detectionMessage, {
    schemaVersion: DETECTION_SCHEMA_VERSION,
    id: detectionId,
    pipelineId: provenance.pipelineId,
    revision: provenance.revision,
    source: {
      topic: provenance.topic,
      partition: provenance.partition,
      offset: source.offset,
      index: 0,
      timestamp: isoTime(source.timestampMs),
    },
    matchedAt,
    rules: rules.map(({ id, level, rule: { metadata } }) => ({
      ruleId: id,
      sigmaId: metadata.id,
      title: metadata.title,
      level,
      techniques: [...metadata.techniques],
    })),
    event: text.slice(0, DETECTION_EVENT_MAX_CHARS),
    eventTruncated: text.length > DETECTION_EVENT_MAX_CHARS,
  });
  return { topic, key: detectionId, value };
}

/** The source record byte for byte, with the reason and its place in headers. */
export function deadLetterRecord(
  topic: string,
  source: ConsumedRecord,
  provenance: Provenance,
  { reason, message }: Refusal,
): RecordToSend {
  const own: Record<string, string> = {
    [DEAD_LETTER_HEADERS.reason]: reason,
    [DEAD_LETTER_HEADERS.message]: message,
    [DEAD_LETTER_HEADERS.pipelineId]: provenance.pipelineId,
    [DEAD_LETTER_HEADERS.topic]: provenance.topic,
    [DEAD_LETTER_HEADERS.partition]: String(provenance.partition),
    [DEAD_LETTER_HEADERS.offset]: source.offset,
    [DEAD_LETTER_HEADERS.timestamp]: String(source.timestampMs),
  };
  const headers: RecordHeaders = {};
  for (const [name, header] of Object.entries(source.headers)) {
    headers[name in own ? `${name}.original` : name] = header;
  }
  return {
    topic,
    key: source.key,
    value: source.value,
    headers: { ...headers, ...own },
    timestampMs: source.timestampMs,
  };
}

/** A dead letter whose value no topic takes: its place, its reason, and the mark that the value is missing. */
export function withoutValue(letter: RecordToSend): RecordToSend {
  return { ...letter, value: null, headers: { ...letter.headers, [DEAD_LETTER_HEADERS.truncated]: 'true' } };
}
