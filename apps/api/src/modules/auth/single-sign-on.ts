import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { storableText } from '../../database/storable-text.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import { AuditAction, AuditObject, writeAudit, type Actor } from '../audit/index.ts';
import { auditedUser } from './audited-user.ts';
import type { Login } from './auth.service.ts';
import { lockUser, refuseWithoutAdministrator } from './last-administrator.ts';
import type { Claims, OidcClient, PendingLogin } from './oidc-client.ts';
import { roleOf, type RoleMap } from './role-map.ts';
import { Role } from './role.ts';
import { beginSession, endSessions, type Client } from './sessions.ts';
import { EVERY_TOPIC } from './topic-patterns.ts';
import { User } from './user.entity.ts';
import { checkEmail } from './user.service.ts';

/** Begins it, by GET; below it, `callback` is where the issuer sends the browser back to. */
export const SINGLE_SIGN_ON_PATH = '/session/oidc';

const MAX_NAME_CHARS = 100;

/** Why nobody was let in; the login page has a sentence for each. */
export type SingleSignOnRefusal = 'NOT_CONFIRMED' | 'NO_ROLE' | 'NO_EMAIL' | 'EMAIL_TAKEN' | 'INACTIVE';

export interface SingleSignOn {
  /** As the login page names it. */
  readonly name: string;
  begin: OidcClient['begin'];
  /**
   * Lets in whom the issuer confirms. The user is made at the first login, or bound to the one who has the same e-mail
   * where the issuer has verified it; the role follows the claims at each login. Throws UNAUTHENTICATED with `details.reason`, a
   * {@link SingleSignOnRefusal}; CONFLICT where no active administrator would be left.
   */
  finish(actor: Actor, query: string, pending: PendingLogin, client: Client): Promise<Login>;
}

interface Parts {
  readonly database: DataSource;
  readonly oidc: OidcClient;
  readonly name: string;
  readonly roleClaim: string;
  readonly roleMap: RoleMap;
  readonly now: () => Date;
}

/** Whom the issuer names. */
interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | undefined;
  readonly isEmailVerified: boolean;
  readonly name: string;
  readonly role: Role;
}

const text = z.string().catch('');

function refusal(reason: SingleSignOnRefusal, message: string): AppError {
  return new AppError('UNAUTHENTICATED', message, { reason });
}

export function createSingleSignOn({ database, oidc, name, roleClaim, roleMap, now }: Parts): SingleSignOn {
  function identityOf(claims: Claims): Identity {
    const role = roleOf(claims[roleClaim], roleMap);
    if (role === undefined)
      throw refusal('NO_ROLE', `None of your groups has a role here (claim "${roleClaim}").`);
    const email = text.parse(claims['email']).trim().toLowerCase();
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: email === '' ? undefined : email,
      isEmailVerified: claims['email_verified'] === true,
      name: storableText(text.parse(claims['name']).trim().slice(0, MAX_NAME_CHARS)),
      role,
    };
  }

  /** The user of this identity, made or bound where it comes the first time. */
  async function admit(manager: EntityManager, actor: Actor, identity: Identity): Promise<User> {
    const { issuer, subject, email, role } = identity;
    const known = await manager.findOneBy(User, { oidcIssuer: issuer, oidcSubject: subject });
    if (known !== null) return change(manager, actor, known.id, { role });
    if (email === undefined)
      throw refusal('NO_EMAIL', `${name} gave no e-mail address. It is needed at the first login.`);
    const namesake = await manager.findOneBy(User, { email });
    if (namesake === null) return create(manager, actor, identity, checkEmail(email));
    if (!identity.isEmailVerified || namesake.oidcSubject !== null)
      throw refusal('EMAIL_TAKEN', `"${email}" is another user's. Ask an administrator.`);
    // A temporary password was for somebody who had no other way in.
    const password = namesake.mustChangePassword ? { passwordHash: null, mustChangePassword: false } : {};
    const set = { oidcIssuer: issuer, oidcSubject: subject, role, ...password };
    return change(manager, actor, namesake.id, set);
  }

  async function create(
    manager: EntityManager,
    actor: Actor,
    { issuer, subject, role, name: fullName }: Identity,
    email: string,
  ): Promise<User> {
    const of = { oidcIssuer: issuer, oidcSubject: subject, passwordHash: null };
    const row = { email, name: fullName, role, isActive: true, mustChangePassword: false, ...of };
    const user = await onUniqueViolation(
      manager.save(manager.create(User, { ...row, passwordChangedAt: now() })),
      () => new AppError('CONFLICT', 'You are logging in somewhere else just now. Try again.'),
    );
    await writeAudit(manager, { ...actor, userId: user.id, name: email }, [auditedUser(undefined, user)]);
    return user;
  }

  async function change(manager: EntityManager, actor: Actor, id: string, set: Partial<User>): Promise<User> {
    const before = await lockUser(manager, id);
    const topics = set.role === Role.ADMIN ? { topicPatterns: [EVERY_TOPIC] } : {};
    if (!before.isActive) throw refusal('INACTIVE', 'This user is not active. Ask an administrator.');
    const after = manager.create(User, { ...before, ...set, ...topics });
    const isSame = Object.entries(set).every(([key, value]) => before[key as keyof User] === value);
    if (isSame) return before;
    await manager.save(after);
    await refuseWithoutAdministrator(manager);
    if (before.role !== after.role) await endSessions(manager, id);
    await writeAudit(manager, { ...actor, userId: id, name: before.email }, [auditedUser(before, after)]);
    return after;
  }

  async function logIn(actor: Actor, identity: Identity, client: Client): Promise<Login> {
    return database.transaction(async (manager) => {
      const user = await admit(manager, actor, identity);
      await manager.update(User, { id: user.id }, { lastLoginAt: now() });
      await writeAudit(manager, { ...actor, userId: user.id, name: user.email }, [
        {
          action: AuditAction.LOGIN,
          objectType: AuditObject.USER,
          objectId: user.id,
          objectName: user.email,
          after: { by: identity.issuer },
        },
      ]);
      return { user, ...(await beginSession(manager, user.id, client, now())) };
    });
  }

  async function tellFailure(actor: Actor, who: string, reason: string): Promise<void> {
    await writeAudit(database.manager, { ...actor, name: who }, [
      {
        action: AuditAction.LOGIN_FAILED,
        objectType: AuditObject.USER,
        objectId: null,
        objectName: who,
        after: { reason: `single sign-on: ${reason}` },
      },
    ]);
  }

  return {
    name,
    begin: () => oidc.begin(),
    async finish(actor, query, pending, client) {
      const claims = await oidc.finish(query, pending).catch(async (cause: unknown) => {
        await tellFailure(actor, 'nobody', 'not confirmed by the issuer');
        const message = `${name} did not confirm who you are. Try again.`;
        throw new AppError('UNAUTHENTICATED', message, { reason: 'NOT_CONFIRMED' }, { cause });
      });
      try {
        return await logIn(actor, identityOf(claims), client);
      } catch (error) {
        const who = text.parse(claims['email']).slice(0, 255);
        if (error instanceof AppError) await tellFailure(actor, who === '' ? claims.sub : who, error.message);
        throw error;
      }
    },
  };
}
