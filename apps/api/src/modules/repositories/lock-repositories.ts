import { In, type EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { isUuid } from '../../database/uuid.ts';
import { RuleRepository } from './repository.entity.ts';

const MODES = { SHARE: 'pessimistic_read', UPDATE: 'pessimistic_write' } as const;

/**
 * Keeps repositories as they are until the transaction ends. SHARE: they are not deleted meanwhile. UPDATE: nobody
 * else adds to them either. Throws NOT_FOUND.
 */
export async function lockRepositories(
  manager: EntityManager,
  ids: readonly string[],
  mode: keyof typeof MODES,
): Promise<RuleRepository[]> {
  const found = await manager.find(RuleRepository, {
    where: { id: In(ids.filter(isUuid)) },
    order: { id: 'ASC' },
    lock: { mode: MODES[mode] },
  });
  const missing = ids.find((id) => !found.some((repository) => repository.id === id.toLowerCase()));
  if (missing !== undefined) throw new AppError('NOT_FOUND', `There is no repository with id ${missing}.`);
  return found;
}
