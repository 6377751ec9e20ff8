import type { EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { isUuid } from '../../database/uuid.ts';

/** Sees that rules are there which a pipeline is to leave out. Throws NOT_FOUND. */
export async function requireRules(manager: EntityManager, ruleIds: readonly string[]): Promise<void> {
  const found: { id: string }[] = await manager.query('SELECT id FROM rules WHERE id = ANY($1)', [
    ruleIds.filter(isUuid),
  ]);
  const known = new Set(found.map(({ id }) => id));
  const missing = ruleIds.find((id) => !known.has(id));
  if (missing !== undefined) throw new AppError('NOT_FOUND', `There is no rule with id ${missing}.`);
}
