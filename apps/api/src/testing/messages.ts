import {
  DETECTION_SCHEMA_VERSION,
  detectionId,
  METRICS_SCHEMA_VERSION,
  SHADOW_MATCH_SCHEMA_VERSION,
  type DetectionMessage,
  type MetricsMessage,
  type PipelineDelta,
  type ShadowMatchMessage,
} from '@sluice/contracts';

/** What a worker writes of one event that matched one rule. */
export function detectionAt(
  offset: number,
  facts: Partial<DetectionMessage> & { readonly topic?: string } = {},
): DetectionMessage {
  const { topic = 'events', pipelineId = 'p', ...rest } = facts;
  const source = { topic, partition: 0, offset: String(offset), index: 0 };
  return {
    schemaVersion: DETECTION_SCHEMA_VERSION,
    id: detectionId({ pipelineId, ...source }),
    pipelineId,
    revision: 1,
    source: { ...source, timestamp: new Date().toISOString() },
    matchedAt: new Date().toISOString(),
    rules: [ruleNamed('r')],
    event: `{"offset":${offset}}`,
    eventTruncated: false,
    ...rest,
  };
}

export function ruleNamed(
  ruleId: string,
  facts: Partial<DetectionMessage['rules'][number]> = {},
): DetectionMessage['rules'][number] {
  return {
    ruleId,
    sigmaId: `sigma-${ruleId}`,
    title: ruleId,
    level: 'high',
    techniques: ['T1059'],
    ...facts,
  };
}

/** A worker's sample of one event that the rule `r` matched on trial. */
export function shadowMatchAt(
  offset: number,
  facts: Partial<ShadowMatchMessage> & { readonly topic?: string } = {},
): ShadowMatchMessage {
  const { topic = 'events', pipelineId = 'p', ...rest } = facts;
  const source = { topic, partition: 0, offset: String(offset), index: 0 };
  return {
    schemaVersion: SHADOW_MATCH_SCHEMA_VERSION,
    id: detectionId({ pipelineId, ...source }),
    ruleId: 'r',
    pipelineId,
    revision: 1,
    source: { ...source, timestamp: new Date().toISOString() },
    matchedAt: new Date().toISOString(),
    event: `{"offset":${offset}}`,
    eventTruncated: false,
    ...rest,
  };
}

/** What one worker reports of one second of the pipeline `p`: 10 events. */
export function reportOf(
  instance: string,
  seq: number,
  windowStart: number,
  facts: Partial<PipelineDelta> = {},
): MetricsMessage {
  return {
    schemaVersion: METRICS_SCHEMA_VERSION,
    workerId: `worker-${instance}`,
    instance,
    seq,
    windowStart,
    windowMs: 1_000,
    cpuMs: 100.4,
    pipelines: [
      {
        ...{ pipelineId: 'p', consumed: 10, tagged: 4, untagged: 5, deadLettered: 1, matches: 6 },
        ...{ filtered: 2, unparsed: 3, unresolved: 1, detectionsCapped: 1 },
        sources: { events: 10 },
        written: { tagged: 4, 'sluice.dead-letters': 1 },
        rules: { r: 5, s: 1 },
        shadowRules: { t: 7 },
        latency: { '50': 10 },
        ...facts,
      },
    ],
    tries: {},
  };
}
