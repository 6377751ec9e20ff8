import type { EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { lockRows } from '../../database/lock-rows.ts';
import { Role } from './role.ts';
import { User } from './user.entity.ts';

/** The user's row and those of all active administrators, locked in one order: of two who take the role from each other, the second is refused. */
export async function lockUser(manager: EntityManager, id: string): Promise<User> {
  await manager.query(`SELECT FROM users WHERE role = $1 AND is_active ORDER BY id FOR UPDATE`, [Role.ADMIN]);
  const [user] = await lockRows(manager, { entity: User, what: 'user' }, [id], 'UPDATE');
  return user as User;
}

export async function refuseWithoutAdministrator(manager: EntityManager): Promise<void> {
  if ((await manager.countBy(User, { role: Role.ADMIN, isActive: true })) > 0) return;
  const message = 'No active administrator would be left. Make somebody else an administrator first.';
  throw new AppError('CONFLICT', message);
}
