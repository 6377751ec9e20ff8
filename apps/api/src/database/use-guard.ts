import type { EntityManager } from 'typeorm';
import { AppError } from '../app-error.ts';

/** Names of the pipelines that `query` finds for an id. */
export async function namesOfUsers(manager: EntityManager, query: string, id: string): Promise<string[]> {
  const rows: { name: string }[] = await manager.query(`${query} ORDER BY p.name`, [id]);
  return rows.map(({ name }) => name);
}

/** Throws CONFLICT that names the pipelines, if there are any. */
export function refuseInUse(what: string, pipelines: readonly string[]): void {
  if (pipelines.length === 0) return;
  const names = pipelines.map((name) => `"${name}"`).join(', ');
  throw new AppError('CONFLICT', `The ${what} is used by ${names}. Take it out of these pipelines first.`, {
    usedBy: [...pipelines],
  });
}
