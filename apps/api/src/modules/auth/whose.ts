import { AppError } from '../../app-error.ts';
import type { Principal } from './principal.ts';
import { Role } from './role.ts';

/** Whose things are meant: one's own, or by an administrator those of `userId`. Throws FORBIDDEN. */
export function whose(principal: Principal, userId: string | null): string {
  const wanted = userId ?? principal.userId;
  if (wanted === principal.userId || principal.role === Role.ADMIN) return wanted;
  throw new AppError('FORBIDDEN', 'What belongs to other users is for administrators. Leave "userId" out.');
}

/** The owner that something must have for the caller to end it; undefined: any. */
export function ownerNeeded({ userId, role }: Principal): string | undefined {
  return role === Role.ADMIN ? undefined : userId;
}
