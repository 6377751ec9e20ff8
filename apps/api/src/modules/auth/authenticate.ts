import { MoreThan, type DataSource } from 'typeorm';
import { ApiToken } from './api-token.entity.ts';
import type { Principal } from './principal.ts';
import { API_TOKEN_PREFIX, secretHash } from './secret.ts';
import { SessionToken, SessionTokenKind } from './session-token.entity.ts';
import { Session } from './session.entity.ts';
import type { User } from './user.entity.ts';

/** When something was last used is written at most this often. */
const USE_WRITTEN_EVERY_MS = 60_000;

export interface Authentication {
  /** The caller whose secret this is, a session's or an API token's; undefined where it is unknown, expired or its user inactive. */
  authenticate(secret: string): Promise<Principal | undefined>;
  /**
   * The same caller as they are now, for a connection that outlives the access token it was opened with: it lives as long as
   * the session, or the API token. Undefined where that has ended.
   */
  lookAgain(principal: Principal, secret: string): Promise<Principal | undefined>;
}

function toPrincipal(user: User, sessionId: string | null, apiToken: ApiToken | null): Principal {
  const { id, email, role, mustChangePassword, topicPatterns } = user;
  return {
    ...{ userId: id, email, role, mustChangePassword, sessionId },
    topicPatterns: apiToken === null ? [topicPatterns] : [topicPatterns, apiToken.topicPatterns],
    apiToken: apiToken && { name: apiToken.name, scopes: apiToken.scopes },
  };
}

/** Asks by `find`, as TypeORM's `findOne` asks twice, first for the keys of what is joined. The columns are unique. */
export function createAuthentication(database: DataSource, now: () => Date): Authentication {
  const { manager } = database;

  /** Whether it is in force; notes that it was used. */
  async function use(
    entity: typeof Session | typeof ApiToken,
    row: Session | ApiToken | undefined,
  ): Promise<boolean> {
    const at = now();
    if (row?.user.isActive !== true || row.expiresAt <= at) return false;
    if (row.lastUsedAt === null || row.lastUsedAt.getTime() < at.getTime() - USE_WRITTEN_EVERY_MS)
      await manager.update(entity, { id: row.id }, { lastUsedAt: at });
    return true;
  }

  async function bySession(session: Session | undefined): Promise<Principal | undefined> {
    if (!(await use(Session, session)) || !session) return undefined;
    return toPrincipal(session.user, session.id, null);
  }

  async function byApiToken(secret: string): Promise<Principal | undefined> {
    const relations = { user: true };
    const [row] = await manager.find(ApiToken, { where: { tokenHash: secretHash(secret) }, relations });
    if (!(await use(ApiToken, row)) || !row) return undefined;
    return toPrincipal(row.user, null, row);
  }

  async function byAccessToken(secret: string): Promise<Principal | undefined> {
    const isIt = { tokenHash: secretHash(secret), kind: SessionTokenKind.ACCESS, expiresAt: MoreThan(now()) };
    const relations = { session: { user: true } };
    const [token] = await manager.find(SessionToken, { where: isIt, relations });
    return bySession(token?.session);
  }

  return {
    authenticate: (secret) =>
      secret.startsWith(API_TOKEN_PREFIX) ? byApiToken(secret) : byAccessToken(secret),
    async lookAgain({ sessionId }, secret) {
      if (sessionId === null) return byApiToken(secret);
      const [session] = await manager.find(Session, { where: { id: sessionId }, relations: { user: true } });
      return bySession(session);
    },
  };
}
