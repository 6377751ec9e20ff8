import { z } from 'zod';

/** How one worker stands with one pipeline. BLOCKED: the destination refuses or can't be reached; nothing is dropped. */
export const workerPipelineState = z.enum(['STARTING', 'RUNNING', 'BLOCKED', 'FAILED']);
export type WorkerPipelineState = z.output<typeof workerPipelineState>;

const lostPosition = z.object({
  pipelineId: z.string(),
  topic: z.string(),
  partition: z.number().int(),
  /** First offset that was due and is no longer in Kafka. */
  from: z.string(),
  /** Where reading went on. */
  to: z.string(),
  at: z.iso.datetime(),
});
export type LostPosition = z.output<typeof lostPosition>;

/** Heartbeat of one worker, on `sluice.workers`: every 2 s and on change. A tombstone says that it left. */
export const workerMessage = z.object({
  schemaVersion: z.number().int(),
  workerId: z.string(),
  instance: z.string(),
  host: z.string(),
  version: z.string(),
  pid: z.number().int(),
  startedAt: z.iso.datetime(),
  at: z.iso.datetime(),
  /** Newest version of `sluice.config` messages that it reads; the API writes no newer one. */
  configSchemaVersion: z.number().int(),
  appliedRevision: z.number().int().nonnegative(),
  memoryBytes: z.number().nonnegative(),
  rulesLoaded: z.number().int().nonnegative(),
  /** The first 100. */
  rulesRefused: z.array(z.object({ ruleId: z.string(), code: z.string(), message: z.string() })),
  rulesRefusedCount: z.number().int().nonnegative(),
  pipelines: z.array(
    z.object({
      pipelineId: z.string(),
      state: workerPipelineState,
      /** A sentence; absent while it runs. */
      reason: z.string().optional(),
      partitions: z.array(z.object({ topic: z.string(), partition: z.number().int() })),
      rulesLoaded: z.number().int().nonnegative(),
      rulesRefusedCount: z.number().int().nonnegative(),
      /** What of its log source and filters this worker can't use, as sentences; events pass as if it were not there. */
      faults: z.array(z.string()).default([]),
    }),
  ),
  /** The newest 50. */
  lostPositions: z.array(lostPosition),
});
export type WorkerMessage = z.output<typeof workerMessage>;
export const WORKER_SCHEMA_VERSION = 1;

/** Time without a heartbeat after which a worker counts as gone. */
export const WORKER_STALE_MS = 10_000;
