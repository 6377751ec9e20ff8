import { z } from 'zod';
import { level } from './level.ts';
import { recordSource } from './record-source.ts';

/** Most characters of an event's text in a detection record. */
export const DETECTION_EVENT_MAX_CHARS = 16 * 1024;

/** The control plane's record of one detection, on `sluice.detections`, keyed by `id`. */
export const detectionMessage = z.object({
  schemaVersion: z.number().int(),
  id: z.string(),
  pipelineId: z.string(),
  revision: z.number().int().nonnegative(),
  source: recordSource,
  matchedAt: z.iso.datetime(),
  rules: z.array(
    z.object({
      ruleId: z.string(),
      sigmaId: z.string(),
      title: z.string(),
      level,
      techniques: z.array(z.string()),
    }),
  ),
  event: z.string(),
  eventTruncated: z.boolean(),
});
export type DetectionMessage = z.output<typeof detectionMessage>;
export const DETECTION_SCHEMA_VERSION = 1;

/** Header of each tagged record: downstream may deduplicate by it. */
export const DETECTION_ID_HEADER = 'sluice-detection-id';

export interface DetectionPosition {
  readonly pipelineId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** Place of the event in its record: 0 where a record is one event. */
  readonly index: number;
}

/** Deterministic: the same source record in the same pipeline always has the same id. */
export function detectionId({ pipelineId, topic, partition, offset, index }: DetectionPosition): string {
  return `${pipelineId}/${topic}/${partition}/${offset}/${index}`;
}
