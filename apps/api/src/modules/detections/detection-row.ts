import {
  ContractError,
  decodeMessage,
  detectionMessage,
  level as levels,
  type DetectionMessage,
} from '@sluice/contracts';
import { storableText } from '../../database/storable-text.ts';

/** A detection as the table keeps it, under the columns' names. */
export interface DetectionRow {
  readonly id: string;
  /** ISO 8601, in whole milliseconds. */
  readonly matched_at: string;
  readonly event_at: string;
  readonly pipeline_id: string;
  readonly revision: number;
  readonly topic: string;
  readonly partition: number;
  /** 64 bits: a decimal string. */
  readonly offset: string;
  /** Place of the event in its record. */
  readonly position: number;
  /** The highest of its rules, as an index into Sigma's levels. */
  readonly level: number;
  readonly rule_ids: readonly string[];
  readonly sigma_ids: readonly string[];
  readonly techniques: readonly string[];
  readonly rules: DetectionMessage['rules'];
  readonly event: string;
  readonly event_truncated: boolean;
}

/** GraphQL's Int has 32 bits: a larger one could be kept, but never read. */
const MAX_REVISION = 2 ** 31 - 1;

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** Record of `sluice.detections` → row. Throws ContractError. */
export function decodeDetection(text: string): DetectionRow {
  const message = decodeMessage(detectionMessage, text);
  const { source } = message;
  if (message.revision > MAX_REVISION) throw new ContractError('revision: is none that the API gave');
  if (!/^\d{1,18}$/.test(source.offset))
    throw new ContractError('source.offset: is not the offset of a record');
  const rules = message.rules.map((rule) => ({
    ...rule,
    ruleId: storableText(rule.ruleId),
    sigmaId: storableText(rule.sigmaId),
    title: storableText(rule.title),
    techniques: rule.techniques.map(storableText),
  }));
  return {
    id: storableText(message.id),
    matched_at: new Date(message.matchedAt).toISOString(),
    event_at: new Date(source.timestamp).toISOString(),
    pipeline_id: storableText(message.pipelineId),
    revision: message.revision,
    topic: storableText(source.topic),
    partition: source.partition,
    offset: source.offset,
    position: source.index,
    level: Math.max(0, ...rules.map(({ level }) => levels.options.indexOf(level))),
    rule_ids: distinct(rules.map(({ ruleId }) => ruleId)),
    sigma_ids: distinct(rules.map(({ sigmaId }) => sigmaId)),
    techniques: distinct(rules.flatMap(({ techniques }) => techniques)),
    rules,
    event: storableText(message.event),
    event_truncated: message.eventTruncated,
  };
}
