export { ContractError, decodeMessage, encodeMessage } from './codec.ts';
export {
  CONFIG_SCHEMA_VERSION,
  REVISION_KEY,
  configKey,
  filterMessage,
  logSourceMessage,
  parseConfigKey,
  pipelineMessage,
  repositoryMessage,
  revisionMessage,
  ruleMessage,
} from './config-messages.ts';
export type {
  ConfigKind,
  FilterMessage,
  LogSourceMessage,
  PipelineMessage,
  RepositoryMessage,
  RevisionMessage,
  RuleMessage,
} from './config-messages.ts';
export { DEAD_LETTER_HEADERS } from './dead-letter.ts';
export type { DeadLetterReason } from './dead-letter.ts';
export {
  DETECTION_EVENT_MAX_CHARS,
  DETECTION_ID_HEADER,
  DETECTION_SCHEMA_VERSION,
  detectionId,
  detectionMessage,
} from './detection-message.ts';
export type { DetectionMessage, DetectionPosition } from './detection-message.ts';
export { level } from './level.ts';
export type { Level } from './level.ts';
export { addLatency, latencyQuantile } from './latency-histogram.ts';
export type { LatencyBuckets } from './latency-histogram.ts';
export { mergeCounts } from './merge-counts.ts';
export { METRICS_SCHEMA_VERSION, metricsMessage } from './metrics-message.ts';
export type { MetricsMessage, PipelineDelta } from './metrics-message.ts';
export {
  SHADOW_EVENT_MAX_CHARS,
  SHADOW_MATCH_SCHEMA_VERSION,
  shadowMatchMessage,
} from './shadow-match-message.ts';
export type { ShadowMatchMessage } from './shadow-match-message.ts';
export { EVENT_TAG_KEYS, eventTags } from './tagged-event.ts';
export type { EventTags } from './tagged-event.ts';
export {
  DEFAULT_TOPIC_PREFIX,
  isLegalTopicName,
  isReservedTopic,
  pipelineGroup,
  topicNames,
  topicSpecifications,
} from './topics.ts';
export type { TopicNames, TopicSpecification } from './topics.ts';
export { WORKER_SCHEMA_VERSION, WORKER_STALE_MS, workerMessage } from './worker-message.ts';
export type { LostPosition, WorkerMessage, WorkerPipelineState } from './worker-message.ts';
