import type { EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { isUuid } from '../../database/uuid.ts';

/** Those of the rules that are there, in their order. */
export async function knownRules(manager: EntityManager, ruleIds: readonly string[]): Promise<string[]> {
  const found: { id: string }[] = await manager.query('SELECT id FROM rules WHERE id = ANY($1)', [
    ruleIds.filter(isUuid),
  ]);
  const known = new Set(found.map(({ id }) => id));
  return ruleIds.filter((id) => known.has(id));
}

/** Sees that rules are there which a pipeline is to leave out. Throws NOT_FOUND. */
export async function requireRules(manager: EntityManager, ruleIds: readonly string[]): Promise<void> {
  const known = new Set(await knownRules(manager, ruleIds));
  const missing = ruleIds.find((id) => !known.has(id));
  if (missing !== undefined) throw new AppError('NOT_FOUND', `There is no rule with id ${missing}.`);
}
