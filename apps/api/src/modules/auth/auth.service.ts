import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { LessThan, type DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { createLoginLimit } from './login-limit.ts';
import type { Principal } from './principal.ts';
import { Role } from './role.ts';
import { Session } from './session.entity.ts';
import { User } from './user.entity.ts';

const SESSION_MS = 12 * 3600 * 1000;
const MAX_PASSWORD_CHARS = 128;

export interface Login {
  readonly principal: Principal;
  readonly token: string;
  readonly expiresAt: Date;
}

export interface AuthService {
  /** Throws UNAUTHENTICATED, and RATE_LIMITED after 10 failures in 15 minutes from one address or for one user. */
  login(email: string, password: string, address: string): Promise<Login>;
  logout(token: string): Promise<void>;
  /** The caller whose token this is; undefined where it is unknown or has expired. */
  authenticate(token: string): Promise<Principal | undefined>;
  /** Creates the first user where there is none. Returns the password if one had to be made: it is not kept. */
  ensureFirstUser(email: string, password: string | undefined): Promise<string | undefined>;
  /** Deletes sessions that have expired; returns how many. */
  removeExpiredSessions(): Promise<number>;
}

function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function toPrincipal({ id, email, role }: User): Principal {
  return { userId: id, email, role, mustChangePassword: false, apiToken: null };
}

/** Logins by password (argon2id), sessions by random token. */
export function createAuthService(database: DataSource, now: () => Date): AuthService {
  const users = database.getRepository(User);
  const sessions = database.getRepository(Session);
  const attempts = createLoginLimit();
  /** Verified where the user is unknown, so that the answer takes as long. */
  const nobodysHash = hash(randomBytes(16).toString('hex'));

  return {
    async login(email, password, address) {
      const name = email.trim().toLowerCase();
      const keys = [`address ${address}`, `user ${name}`];
      await attempts.take(keys);
      const user = await users.findOneBy({ email: name });
      const isRight =
        password.length <= MAX_PASSWORD_CHARS &&
        (await verify(user?.passwordHash ?? (await nobodysHash), password));
      if (user === null || !isRight) {
        throw new AppError('UNAUTHENTICATED', 'E-mail or password is wrong.');
      }
      await attempts.giveBack(keys);
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now().getTime() + SESSION_MS);
      await sessions.insert({ tokenHash: tokenHash(token), userId: user.id, expiresAt });
      return { principal: toPrincipal(user), token, expiresAt };
    },
    async logout(token) {
      await sessions.delete({ tokenHash: tokenHash(token) });
    },
    async authenticate(token) {
      const session = await sessions.findOne({
        where: { tokenHash: tokenHash(token) },
        relations: { user: true },
      });
      if (session === null || session.expiresAt <= now()) return undefined;
      return toPrincipal(session.user);
    },
    async ensureFirstUser(email, password) {
      if ((await users.count()) > 0) return undefined;
      const chosen = password ?? randomBytes(15).toString('base64url');
      const passwordHash = await hash(chosen);
      await users
        .createQueryBuilder()
        .insert()
        .values({ email: email.toLowerCase(), passwordHash, role: Role.ADMIN })
        .orIgnore()
        .execute();
      return password === undefined ? chosen : undefined;
    },
    async removeExpiredSessions() {
      const { affected } = await sessions.delete({ expiresAt: LessThan(now()) });
      return affected ?? 0;
    },
  };
}
