import { z } from 'zod';
import { recordSource } from './record-source.ts';

/** Most characters of an event's text in a sample: a record of it stays below 32 KiB. */
export const SHADOW_EVENT_MAX_CHARS = 8 * 1024;

/**
 * A sample of what a rule in `SHADOW` matched, on `sluice.shadow-matches`, keyed by the rule's id. `id` names the event,
 * as a detection's does.
 */
export const shadowMatchMessage = z.object({
  schemaVersion: z.number().int(),
  id: z.string(),
  ruleId: z.string(),
  pipelineId: z.string(),
  revision: z.number().int().nonnegative(),
  source: recordSource,
  matchedAt: z.iso.datetime(),
  event: z.string(),
  eventTruncated: z.boolean(),
});
export type ShadowMatchMessage = z.output<typeof shadowMatchMessage>;
export const SHADOW_MATCH_SCHEMA_VERSION = 1;
