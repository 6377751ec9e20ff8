import { createHmac } from 'node:crypto';
import { MoreThan, type DataSource, type EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { AuditAction, AuditObject, writeAudit, type Actor } from '../audit/index.ts';
import { secretHash } from './secret.ts';
import { SessionToken, SessionTokenKind } from './session-token.entity.ts';
import { Session } from './session.entity.ts';
import { addAccessToken, keepRefreshToken, type SessionTokens } from './sessions.ts';

/** Two tabs may refresh at once, and an answer may be lost: for so long the same token gives the same successor. */
const GRACE_MS = 30_000;

/** Throws UNAUTHENTICATED. */
export type RefreshSession = (actor: Actor, refreshToken: string) => Promise<SessionTokens>;

const ended = (): AppError => new AppError('UNAUTHENTICATED', 'The session has ended. Log in again.');

/** Takes the token and what the database alone knows: neither a stolen token nor a stolen database gives the next one. */
function successorOf(token: string, { seed }: Session): string {
  return createHmac('sha256', seed).update(token).digest('base64url');
}

/**
 * Changes a refresh token for the next one (RFC 9700 §4.14.2). One that comes again after the grace is in two hands: the
 * session ends for both, and the audit log says so.
 */
export function createRefreshSession(database: DataSource, now: () => Date): RefreshSession {
  async function endOfReuse(manager: EntityManager, actor: Actor, session: Session): Promise<void> {
    const { id, address, userAgent, userId, user } = session;
    await manager.delete(Session, { id });
    const before = { address, userAgent, userId, reason: 'a refresh token was used twice' };
    await writeAudit(manager, actor, [
      {
        action: AuditAction.DELETE,
        objectType: AuditObject.SESSION,
        objectId: id,
        objectName: user.email,
        before,
      },
    ]);
  }

  return async (actor, refreshToken) => {
    const tokens = await database.transaction(async (manager) => {
      const at = now();
      const tokenHash = secretHash(refreshToken);
      const kind = SessionTokenKind.REFRESH;
      // Of two that come at once, the second sees what the first has done.
      const known = await manager.findOne(SessionToken, {
        where: { tokenHash, kind, expiresAt: MoreThan(at) },
        lock: { mode: 'pessimistic_write' },
      });
      const session = known && (await readSession(manager, known.sessionId));
      if (session?.user.isActive !== true) return undefined;
      const next = successorOf(refreshToken, session);
      const replacedAt = known?.replacedAt ?? undefined;
      if (replacedAt !== undefined && replacedAt.getTime() < at.getTime() - GRACE_MS) {
        await endOfReuse(manager, actor, session);
        return undefined;
      }
      if (replacedAt === undefined) {
        await manager.update(SessionToken, { tokenHash }, { replacedAt: at });
        await keepRefreshToken(manager, session, next);
      }
      const access = await addAccessToken(manager, session, at);
      return { ...access, refreshToken: next, endsAt: session.expiresAt };
    });
    if (tokens === undefined) throw ended();
    return tokens;
  };
}

function readSession(manager: EntityManager, id: string): Promise<Session | null> {
  return manager
    .createQueryBuilder(Session, 'session')
    .addSelect('session.seed')
    .innerJoinAndSelect('session.user', 'user')
    .where('session.id = :id', { id })
    .getOne();
}
