import { LessThan, type DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { changedMeanwhile } from '../../database/version-conflict.ts';
import { AuditAction, AuditObject, writeAudit, type Actor } from '../audit/index.ts';
import { addressGroup } from './address-group.ts';
import { auditedUser } from './audited-user.ts';
import { createAuthentication, type Authentication } from './authenticate.ts';
import { createLoginLimit, type LimitedBy } from './login-limit.ts';
import type { BreachedPasswords } from './breached/breached-passwords.ts';
import { checkNewPassword } from './password-rules.ts';
import { hashPassword, isPassword } from './password.ts';
import { createRefreshSession, type RefreshSession } from './refresh-session.ts';
import { SessionToken } from './session-token.entity.ts';
import { Session } from './session.entity.ts';
import { beginSession, endSessions, type Client, type SessionTokens } from './sessions.ts';
import { User } from './user.entity.ts';

/** Characters of an e-mail address that the audit log keeps of a login that failed. */
const MAX_TOLD_CHARS = 255;

export interface Login extends SessionTokens {
  readonly user: User;
}

export interface AuthService extends Authentication {
  /**
   * Throws UNAUTHENTICATED, in the same words whether the user is unknown or inactive or the password wrong, and after the
   * same work; RATE_LIMITED after 10 failures in a row for one user, 50 from one address (IPv6: network of 64 bits).
   */
  login(actor: Actor, email: string, password: string, client: Client): Promise<Login>;
  logout(actor: Actor, sessionId: string): Promise<void>;
  readonly refresh: RefreshSession;
  /**
   * Ends all of the user's sessions and begins another. Throws BAD_USER_INPUT (new password, wrong current password) and
   * RATE_LIMITED as login does.
   */
  changePassword(
    actor: Actor,
    userId: string,
    passwords: { readonly current: string; readonly next: string },
    client: Client,
  ): Promise<Login>;
  /** Deletes sessions and tokens that have expired and failed logins that no longer count; returns how many sessions. */
  removeExpired(): Promise<number>;
}

const wrongLogin = (): AppError => new AppError('UNAUTHENTICATED', 'E-mail or password is wrong.');

/**
 * Logins by password (argon2id), sessions by random token. A session begins in the transaction that writes its user's
 * row, so that none outlives a change of password or a deactivation at the same moment.
 */
export function createAuthService(
  database: DataSource,
  now: () => Date,
  breached?: Pick<BreachedPasswords, 'holds'>,
): AuthService {
  const { manager: reader } = database;
  const limit = createLoginLimit(database);

  /** The user whose password it is; otherwise the reason for the audit log. */
  async function verify(email: string, password: string): Promise<User | string> {
    const user = await reader.findOneBy(User, { email });
    const isRight = await isPassword(password, user?.passwordHash);
    if (user === null) return 'unknown user';
    if (!isRight) return 'wrong password';
    return user.isActive ? user : 'inactive user';
  }

  return {
    ...createAuthentication(database, now),
    refresh: createRefreshSession(database, now),
    async login(actor, email, password, client) {
      const name = email.trim().toLowerCase();
      const told = name.slice(0, MAX_TOLD_CHARS);
      const keys: LimitedBy[] = [
        { kind: 'address', name: addressGroup(client.address) },
        { kind: 'user', name },
      ];
      await limit.take(keys);
      const user = await verify(name, password);
      if (typeof user === 'string') {
        await writeAudit(reader, { ...actor, name: told }, [
          {
            action: AuditAction.LOGIN_FAILED,
            objectType: AuditObject.USER,
            objectId: null,
            objectName: told,
            after: { reason: user },
          },
        ]);
        throw wrongLogin();
      }
      await limit.succeed(keys);
      const session = await database.transaction(async (manager) => {
        const { id, passwordHash } = user;
        const isUser = { id, passwordHash: passwordHash ?? '', isActive: true };
        const { affected } = await manager.update(User, isUser, { lastLoginAt: now() });
        if (affected !== 1) throw wrongLogin();
        await writeAudit(manager, { ...actor, userId: user.id, name: user.email }, [
          {
            action: AuditAction.LOGIN,
            objectType: AuditObject.USER,
            objectId: user.id,
            objectName: user.email,
          },
        ]);
        return beginSession(manager, user.id, client, now());
      });
      return { user, ...session };
    },
    logout: (actor, sessionId) =>
      database.transaction(async (manager) => {
        const { affected } = await manager.delete(Session, { id: sessionId });
        if (affected !== 1) return;
        await writeAudit(manager, actor, [
          {
            action: AuditAction.LOGOUT,
            objectType: AuditObject.USER,
            objectId: actor.userId,
            objectName: actor.name,
          },
        ]);
      }),
    async changePassword(actor, userId, { current, next }, client) {
      const before = await reader.findOneByOrFail(User, { id: userId });
      if (before.passwordHash === null)
        throw new AppError('BAD_USER_INPUT', 'You log in by single sign-on and have no password here.');
      const keys: LimitedBy[] = [{ kind: 'user', name: before.email }];
      await limit.take(keys);
      if (!(await isPassword(current, before.passwordHash)))
        throw new AppError('BAD_USER_INPUT', 'The current password is wrong.');
      await limit.succeed(keys);
      if (next === current)
        throw new AppError('BAD_USER_INPUT', 'The new password is the current one. Choose another.');
      await checkNewPassword(next, before.email, breached);
      const passwordHash = await hashPassword(next);
      return database.transaction(async (manager) => {
        const set = { passwordHash, mustChangePassword: false, passwordChangedAt: now() };
        const isUser = { id: userId, passwordHash: before.passwordHash ?? '' };
        const { affected } = await manager.update(User, isUser, set);
        if (affected !== 1) throw changedMeanwhile('password');
        const user = manager.create(User, { ...before, ...set });
        await writeAudit(manager, actor, [auditedUser(before, user)]);
        await endSessions(manager, userId);
        return { user, ...(await beginSession(manager, userId, client, now())) };
      });
    },
    async removeExpired() {
      await limit.removeForgotten();
      await reader.delete(SessionToken, { expiresAt: LessThan(now()) });
      const { affected } = await reader.delete(Session, { expiresAt: LessThan(now()) });
      return affected ?? 0;
    },
  };
}
