import {
  detectionId,
  encodeMessage,
  SHADOW_EVENT_MAX_CHARS,
  SHADOW_MATCH_SCHEMA_VERSION,
  shadowMatchMessage,
} from '@sluice/contracts';
import type { ConsumedRecord, RecordToSend } from '@sluice/kafka';
import { isoTime } from './iso-time.ts';
import type { Provenance } from './output-records.ts';
import type { ShadowMatches } from './process-event.ts';

export interface ShadowSample {
  readonly record: ConsumedRecord;
  readonly provenance: Provenance;
  readonly matches: ShadowMatches;
  /** One of those that matched. */
  readonly ruleId: string;
  /** The clock: ms since 1970. */
  readonly nowMs: number;
}

/** A sample for the control plane; an event that is too long is cut, and marked so. */
export function shadowMatchRecord(topic: string, sample: ShadowSample): RecordToSend {
  const { record, provenance, ruleId } = sample;
  const { pipelineId, revision } = provenance;
  const text = sample.matches.text();
  const place = {
    ...{ topic: provenance.topic, partition: provenance.partition, offset: record.offset, index: 0 },
  };
  const value = encodeMessage(shadowMatchMessage, {
    schemaVersion: SHADOW_MATCH_SCHEMA_VERSION,
    id: detectionId({ pipelineId, ...place }),
    ruleId,
    pipelineId,
    revision,
    source: { ...place, timestamp: isoTime(record.timestampMs) },
    matchedAt: isoTime(sample.nowMs),
    event: text.slice(0, SHADOW_EVENT_MAX_CHARS),
    eventTruncated: text.length > SHADOW_EVENT_MAX_CHARS,
  });
  return { topic, key: ruleId, value };
}
