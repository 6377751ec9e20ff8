import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { DayHits } from './day-hits.ts';
import { LEVELS, RuleStage } from './rule.entity.ts';
import type { RuleSelection } from './rule-selection.ts';

const texts = z.array(z.string()).readonly().optional();
const level = z.enum(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);

/** The same names and values as GraphQL's `RuleFilter`. */
const filter = z.strictObject({
  ...{ search: z.string().optional(), repositoryIds: texts, statuses: texts, products: texts },
  ...{ categories: texts, services: texts, tactics: texts, techniques: texts },
  levels: z
    .array(level.transform((name) => LEVELS.findIndex((each) => each.toUpperCase() === name)))
    .optional(),
  stages: z.array(z.enum(RuleStage)).optional(),
  ...{ enabled: z.boolean().optional(), neverMatched: z.boolean().optional() },
  hits: z.array(z.enum(DayHits)).optional(),
  failingTests: z.boolean().optional(),
});

const selection = z.union([
  z.strictObject({ ids: z.array(z.string()) }).transform(({ ids }) => ({ kind: 'ids', ids }) as const),
  z.strictObject({ filter }).transform((each) => ({ kind: 'filter', filter: each.filter }) as const),
]);

/** A selection as JSON says it. Throws BAD_USER_INPUT. */
export function readSelection(body: unknown): RuleSelection {
  const read = selection.safeParse(body);
  if (read.success) return read.data;
  throw new AppError(
    'BAD_USER_INPUT',
    'Rules are selected by {"ids": […]} or {"filter": {…}}, with the fields of RuleFilter; {"filter": {}} selects all.',
  );
}
