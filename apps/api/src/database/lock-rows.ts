import { In, type EntityManager, type EntityTarget, type FindOptionsWhere } from 'typeorm';
import { AppError } from '../app-error.ts';
import { isUuid } from './uuid.ts';

const MODES = { SHARE: 'pessimistic_read', UPDATE: 'pessimistic_write' } as const;

/**
 * Keeps rows as they are until the transaction ends. SHARE: they are not changed or deleted meanwhile. UPDATE: nobody
 * else locks them either. In the order of their ids, so that two callers never wait for each other. Throws NOT_FOUND.
 */
export async function lockRows<Row extends { id: string }>(
  manager: EntityManager,
  { entity, what }: { readonly entity: EntityTarget<Row>; readonly what: string },
  ids: readonly string[],
  mode: keyof typeof MODES,
): Promise<Row[]> {
  const found = await manager.find(entity, {
    where: { id: In(ids.filter(isUuid)) } as FindOptionsWhere<Row>,
    order: { id: 'ASC' } as never,
    lock: { mode: MODES[mode] },
  });
  const missing = ids.find((id) => !found.some((row) => row.id === id.toLowerCase()));
  if (missing !== undefined) throw new AppError('NOT_FOUND', `There is no ${what} with id ${missing}.`);
  return found;
}
