import { z } from 'zod';

/** Where an event came from. `index` is its place in its record: 0 where a record is one event. */
export const recordSource = z.object({
  topic: z.string(),
  partition: z.number().int(),
  offset: z.string(),
  index: z.number().int(),
  timestamp: z.iso.datetime(),
});
