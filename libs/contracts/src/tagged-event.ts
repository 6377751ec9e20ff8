import { z } from 'zod';

/** What Sluice adds to the root of an event that matched; the first two in the layout DetectFlow's consumers read. */
export const eventTags = z.object({
  sigma_rule_ids: z.array(z.string()),
  sigma_detections: z.array(
    z.object({
      rule_id: z.string(),
      rule_title: z.string(),
      severity: z.string(),
      technique_ids: z.array(z.string()),
      techniques: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
  sluice: z.object({
    detection_id: z.string(),
    pipeline_id: z.string(),
    revision: z.number().int(),
    source: z.object({
      topic: z.string(),
      partition: z.number().int(),
      offset: z.string(),
      index: z.number().int(),
      timestamp: z.iso.datetime(),
    }),
    matched_at: z.iso.datetime(),
  }),
});
export type EventTags = z.output<typeof eventTags>;

export const EVENT_TAG_KEYS = ['sigma_rule_ids', 'sigma_detections', 'sluice'] as const;
