import { z } from 'zod';

/** How urgent a rule's match is, as Sigma calls it. */
export const level = z.enum(['informational', 'low', 'medium', 'high', 'critical']);
export type Level = z.output<typeof level>;
