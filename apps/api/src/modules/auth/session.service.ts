import { MoreThan, type DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { isUuid } from '../../database/uuid.ts';
import { AuditAction, AuditObject, writeAudit, type Actor } from '../audit/index.ts';
import { Session } from './session.entity.ts';

const MAX_LISTED = 200;

export interface SessionService {
  /** Those in force, newest first, at most 200. */
  list(userId: string): Promise<Session[]>;
  /** Ends it. Of the owner alone where one is given. Throws NOT_FOUND. */
  revoke(actor: Actor, id: string, ownerId: string | undefined): Promise<string>;
}

export function createSessionService(database: DataSource, now: () => Date): SessionService {
  return {
    list: (userId) =>
      database.manager.find(Session, {
        where: { userId, expiresAt: MoreThan(now()) },
        order: { createdAt: 'DESC' },
        take: MAX_LISTED,
      }),
    revoke: (actor, id, ownerId) =>
      database.transaction(async (manager) => {
        const where = { id, ...(ownerId === undefined ? {} : { userId: ownerId }) };
        const session = isUuid(id)
          ? await manager.findOne(Session, { where, relations: { user: true } })
          : null;
        if (session === null) throw new AppError('NOT_FOUND', `There is no session with id ${id}.`);
        await manager.delete(Session, { id });
        await writeAudit(manager, actor, [
          {
            action: AuditAction.DELETE,
            objectType: AuditObject.SESSION,
            objectId: id,
            objectName: session.user.email,
            before: { address: session.address, userAgent: session.userAgent, userId: session.userId },
          },
        ]);
        return id;
      }),
  };
}
