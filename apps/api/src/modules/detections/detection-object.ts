import { highestLevel, levelOfName } from '../../graphql/rule-level.ts';
import type { DetectionMessage } from '@sluice/contracts';
import { toTechnique } from '../../graphql/technique.type.ts';
import type { KeptDetection } from './detection.service.ts';
import type { DetectionRule, DetectionType } from './detection.type.ts';

function toRules(rules: DetectionMessage['rules']): Pick<DetectionType, 'severity' | 'rules'> {
  return {
    severity: highestLevel(rules.map(({ level }) => level)),
    rules: rules.map((rule): DetectionRule => ({
      ruleId: rule.ruleId,
      sigmaId: rule.sigmaId,
      title: rule.title,
      level: levelOfName(rule.level),
      techniques: rule.techniques.map(toTechnique),
    })),
  };
}

/** From the record of `sluice.detections`. */
export function toDetectionType(detection: DetectionMessage, pipelineName: string): DetectionType {
  const { id, pipelineId, revision, source, matchedAt, event, eventTruncated } = detection;
  return {
    ...{ id, pipelineId, pipelineName, revision, event, eventTruncated },
    ...toRules(detection.rules),
    topic: source.topic,
    partition: source.partition,
    offset: source.offset,
    matchedAt: new Date(matchedAt),
    eventAt: new Date(source.timestamp),
  };
}

/** From the table. */
export function keptToDetectionType(kept: KeptDetection, pipelineName: string): DetectionType {
  const { id, topic, partition, offset, event } = kept;
  return {
    ...{ id, topic, partition, offset, event, pipelineName },
    ...toRules(kept.rules),
    pipelineId: kept.pipeline_id,
    revision: Number(kept.revision),
    matchedAt: kept.matched_at,
    eventAt: kept.event_at,
    eventTruncated: kept.event_truncated,
  };
}
