import { z } from 'zod';

const count = z.number().int().nonnegative();

const pipelineDelta = z.object({
  pipelineId: z.string(),
  /** Source records whose outcome is written and acknowledged. */
  consumed: count,
  tagged: count,
  untagged: count,
  deadLettered: count,
  /** Pairs of event and rule. */
  matches: count,
  /** Events that a filter took out; they count as untagged too. */
  filtered: count.default(0),
  /** Events that the parsing script could not go through; they were matched as they came. */
  unparsed: count.default(0),
  /** Events whose log source could not be resolved; they were tried against all rules. */
  unresolved: count,
  /** Detections left out of `sluice.detections` by its cap; the destination has them. */
  detectionsCapped: count,
  /** Consumed records by source topic. */
  sources: z.record(z.string(), count),
  /** Records written, by topic. */
  written: z.record(z.string(), count),
  /** Matches by rule id. */
  rules: z.record(z.string(), count),
  /** Matches of rules in `SHADOW` by rule id; in no other count. */
  shadowRules: z.record(z.string(), count).default({}),
  /** From the source record's timestamp to the acknowledged write; see `latency-histogram.ts`. */
  latency: z.record(z.string(), count),
});
export type PipelineDelta = z.output<typeof pipelineDelta>;

/**
 * One second of one worker, on `sluice.metrics`. `instance` names one life of the worker and `seq` counts its
 * messages from 0, so that folding a message twice can be told and left out.
 */
export const metricsMessage = z.object({
  schemaVersion: z.number().int(),
  workerId: z.string(),
  instance: z.string(),
  seq: count,
  /** Start of the second, ms since 1970. */
  windowStart: count,
  windowMs: count,
  /** CPU time of the whole process in the window. */
  cpuMs: z.number().nonnegative(),
  pipelines: z.array(pipelineDelta),
  /**
   * How often the worker had to evaluate rules since it told of them last, by rule id: over all pipelines, matched or not.
   * Once a minute, of 2,000 rules at most.
   */
  tries: z.record(z.string(), count).default({}),
});
export type MetricsMessage = z.output<typeof metricsMessage>;
export const METRICS_SCHEMA_VERSION = 1;
