import { ContractError, decodeMessage, shadowMatchMessage } from '@sluice/contracts';
import { storableText } from '../../database/storable-text.ts';

/** A sample as the table keeps it, under the columns' names. */
export interface ShadowMatchRow {
  /** The rule's id, and the event's as a detection's. */
  readonly id: string;
  readonly rule_id: string;
  readonly pipeline_id: string;
  /** ISO 8601, in whole milliseconds. */
  readonly matched_at: string;
  readonly event_at: string;
  readonly revision: number;
  readonly topic: string;
  readonly partition: number;
  /** 64 bits: a decimal string. */
  readonly offset: string;
  readonly event: string;
  readonly event_truncated: boolean;
}

/** GraphQL's Int has 32 bits: a larger one could be kept, but never read. */
const MAX_REVISION = 2 ** 31 - 1;

/** Record of `sluice.shadow-matches` → row. Throws ContractError. */
export function decodeShadowMatch(text: string): ShadowMatchRow {
  const message = decodeMessage(shadowMatchMessage, text);
  const { source } = message;
  if (message.revision > MAX_REVISION) throw new ContractError('revision: is none that the API gave');
  if (!/^\d{1,18}$/.test(source.offset))
    throw new ContractError('source.offset: is not the offset of a record');
  const ruleId = storableText(message.ruleId);
  return {
    id: `${ruleId}/${storableText(message.id)}`,
    rule_id: ruleId,
    pipeline_id: storableText(message.pipelineId),
    matched_at: new Date(message.matchedAt).toISOString(),
    event_at: new Date(source.timestamp).toISOString(),
    revision: message.revision,
    topic: storableText(source.topic),
    partition: source.partition,
    offset: source.offset,
    event: storableText(message.event),
    event_truncated: message.eventTruncated,
  };
}
