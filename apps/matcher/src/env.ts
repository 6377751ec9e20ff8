import { hostname } from 'node:os';
import { kafkaEnv, readEnv } from '@sluice/runtime';
import { z } from 'zod';

const shape = {
  ...kafkaEnv,
  /** Name of this worker, unique in the deployment and stable over restarts. */
  WORKER_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/)
    .default(hostname()),
  /** 0: any free port. */
  HEALTH_PORT: z.coerce.number().int().min(0).max(65535).default(4100),
  /** A larger event becomes a dead letter. */
  MAX_EVENT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(1024 * 1024),
  /** Where the worker keeps what it has learned of its events; without it, it learns anew after each start. */
  RARITY_FILE: z.string().min(1).optional(),
};

export type Env = ReturnType<typeof parseEnv>;

export function parseEnv(source: Readonly<Record<string, string | undefined>>) {
  return readEnv(shape, source);
}

export function readProcessEnv(): Env {
  return parseEnv(process.env);
}
