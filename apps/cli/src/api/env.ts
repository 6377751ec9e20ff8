import { readEnv } from '@sluice/runtime';
import { z } from 'zod';

const shape = {
  /** Where the API is. */
  SLUICE_URL: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:4000')
    .transform((url) => url.replace(/\/+$/, '')),
  /** An API token; `createApiToken` makes one. */
  SLUICE_TOKEN: z.string().min(1),
};

/** How a command reaches the API. Throws EnvError. */
export function readApiEnv() {
  return readEnv(shape, process.env);
}
