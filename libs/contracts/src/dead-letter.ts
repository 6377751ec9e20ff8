/** Why a record became a dead letter; the value of the header `sluice-reason`. */
export type DeadLetterReason =
  | 'EVENT_EMPTY'
  | 'EVENT_NOT_UTF8'
  | 'EVENT_NOT_JSON'
  | 'EVENT_NOT_OBJECT'
  | 'EVENT_TOO_DEEP'
  | 'EVENT_TOO_LARGE'
  | 'EVENT_TOO_MANY_VALUES'
  | 'EVENT_TEXT_TOO_LONG'
  | 'EVENT_FAILED'
  | 'OUTPUT_TOO_LARGE'
  | 'OUTPUT_REFUSED';

/**
 * Headers of a dead letter. Value, key and headers of the record stay the original bytes, so that it can be
 * replayed; an original header of one of these names is kept as `<name>.original`.
 */
export const DEAD_LETTER_HEADERS = {
  reason: 'sluice-reason',
  message: 'sluice-message',
  pipelineId: 'sluice-pipeline-id',
  topic: 'sluice-source-topic',
  partition: 'sluice-source-partition',
  offset: 'sluice-source-offset',
  timestamp: 'sluice-source-timestamp',
  /** `true` where the value was too large even for the dead letters and is left out. */
  truncated: 'sluice-truncated',
} as const;
