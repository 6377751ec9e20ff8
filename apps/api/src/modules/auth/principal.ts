import type { Role } from './role.ts';
import type { Scope } from './scope.ts';

/** Who calls. */
export interface Principal {
  readonly userId: string;
  readonly email: string;
  /** The user's, also where a token calls. */
  readonly role: Role;
  /** The user's, and the API token's: a topic must match one pattern of each list. */
  readonly topicPatterns: readonly (readonly string[])[];
  /** The password is temporary: nothing is allowed before it is changed. */
  readonly mustChangePassword: boolean;
  /** The session; null where an API token calls. */
  readonly sessionId: string | null;
  /** The user's API token that calls; null where the user calls. */
  readonly apiToken: { readonly name: string; readonly scopes: readonly Scope[] } | null;
}
