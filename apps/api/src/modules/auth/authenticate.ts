import { MoreThan, type DataSource, type FindOptionsWhere, type Repository } from 'typeorm';
import { ApiToken } from './api-token.entity.ts';
import type { Principal } from './principal.ts';
import { API_TOKEN_PREFIX, secretHash } from './secret.ts';
import { Session } from './session.entity.ts';
import type { User } from './user.entity.ts';

/** When something was last used is written at most this often. */
const USE_WRITTEN_EVERY_MS = 60_000;

/** The caller whose secret this is, a session's or an API token's; undefined where it is unknown, expired or its user inactive. */
export type Authenticate = (secret: string) => Promise<Principal | undefined>;

function toPrincipal(user: User, apiToken: ApiToken | null): Principal {
  const { id, email, role, mustChangePassword } = user;
  return {
    userId: id,
    email,
    role,
    mustChangePassword,
    apiToken: apiToken && { name: apiToken.name, scopes: apiToken.scopes },
  };
}

export function createAuthenticate(database: DataSource, now: () => Date): Authenticate {
  const sessions = database.getRepository(Session);
  const apiTokens = database.getRepository(ApiToken);

  /** The row of a secret that is in force, and the note that it was used. */
  async function use<Row extends Session | ApiToken>(
    rows: Repository<Row>,
    secret: string,
  ): Promise<Row | undefined> {
    const at = now();
    const tokenHash = secretHash(secret);
    const isIt = { tokenHash, expiresAt: MoreThan(at) } as FindOptionsWhere<Row>;
    const row = await rows.findOne({ where: isIt, relations: { user: true } as never });
    if (row?.user.isActive !== true) return undefined;
    if (row.lastUsedAt === null || row.lastUsedAt.getTime() < at.getTime() - USE_WRITTEN_EVERY_MS)
      await rows.update({ tokenHash } as FindOptionsWhere<Row>, { lastUsedAt: at } as never);
    return row;
  }

  return async (secret) => {
    if (secret.startsWith(API_TOKEN_PREFIX)) {
      const apiToken = await use(apiTokens, secret);
      return apiToken && toPrincipal(apiToken.user, apiToken);
    }
    const session = await use(sessions, secret);
    return session && toPrincipal(session.user, null);
  };
}
