import type { EntityManager } from 'typeorm';
import { lockRows } from '../../database/lock-rows.ts';
import { RuleRepository } from './repository.entity.ts';

/** SHARE: they are not deleted meanwhile. UPDATE: nobody else adds to them either. Throws NOT_FOUND. */
export function lockRepositories(
  manager: EntityManager,
  ids: readonly string[],
  mode: 'SHARE' | 'UPDATE',
): Promise<RuleRepository[]> {
  return lockRows(manager, { entity: RuleRepository, what: 'repository' }, ids, mode);
}
