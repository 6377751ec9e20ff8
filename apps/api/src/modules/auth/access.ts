import { Role } from './role.ts';
import type { Scope } from './scope.ts';

/** What an API token needs: all of the scopes; none, where any token will do; no token will do for what people do alone. */
type TokenNeeds = readonly [Scope, ...Scope[]] | readonly ['ANY_TOKEN'] | readonly ['PEOPLE_ONLY'];

/** Who may call an operation: people by their role; API tokens by their owner's role and their scopes. */
export interface Access {
  readonly roles: readonly Role[];
  readonly token: TokenNeeds;
  /** Whether it is for those too who must change a temporary password first. */
  readonly isForNewcomers: boolean;
}

const EVERYONE = [Role.ADMIN, Role.ENGINEER, Role.ANALYST, Role.VIEWER] as const;
const ENGINEERS = [Role.ADMIN, Role.ENGINEER] as const;
const ADMINS = [Role.ADMIN] as const;

const of =
  (roles: readonly Role[], isForNewcomers = false) =>
  (...token: TokenNeeds): Access => ({ roles, token, isForNewcomers });

/** What `@Authorized` is given: `@Authorized(access.engineers(Scope.RULES_WRITE))`. */
export const access = {
  /** Everyone who is logged in. */
  everyone: of(EVERYONE),
  /** Everyone who is logged in, also with a temporary password that must be changed first. */
  newcomers: of(EVERYONE, true),
  /** Those who change what is detected. */
  engineers: of(ENGINEERS),
  /** Those who run Sluice. */
  admins: of(ADMINS),
} as const;
