import type { GraphQLSchema } from 'graphql';
import { Role, type Access } from '../modules/auth/index.ts';
import { fieldsOf, type DeclaredAccess } from './declared-access.ts';

const ERRORS =
  'Errors have a code in `extensions.code`, such as NOT_FOUND or RATE_LIMITED, and a message that says what to do.';

/** type-graphql has no decorator for them. */
const ROOTS: Readonly<Record<DeclaredAccess['root'], string>> = {
  Query: `What can be read; nothing is changed by it. ${ERRORS}`,
  Mutation: `What changes something. ${ERRORS}`,
  Subscription:
    'What is told as it happens, by the protocol graphql-transport-ws at `/graphql`. It ends with the session or API token that it began with.',
};

/**
 * Gives the root types their descriptions, and adds to that of each operation who may call it, as its resolver states.
 * An operation without a description of its own stays without.
 */
export function describeOperations(schema: GraphQLSchema, declared: readonly DeclaredAccess[]): void {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    if (type) type.description = ROOTS[type.name as DeclaredAccess['root']];
  for (const { root, field, access } of declared) {
    const operation = fieldsOf(schema, root)[field];
    if (operation?.description) operation.description += ` ${whoMayCall(access)}`;
  }
}

function whoMayCall(access: DeclaredAccess['access']): string {
  if (access === 'PUBLIC') return 'For anybody, without a login.';
  return `For ${people(access)}; ${token(access)}.`;
}

/** By the least role that may; each role may do what those after it may. */
const PEOPLE: Readonly<Record<Role, string>> = {
  [Role.ADMIN]: 'administrators',
  [Role.ENGINEER]: 'engineers and administrators',
  [Role.ANALYST]: 'every user but viewers',
  [Role.VIEWER]: 'every user',
};

function people({ roles, isForNewcomers }: Access): string {
  const least = Object.values(Role).findLast((role) => roles.includes(role)) ?? Role.ADMIN;
  return `${PEOPLE[least]}${isForNewcomers ? ', with a temporary password too' : ''}`;
}

function token({ token: needs }: Access): string {
  if (needs[0] === 'ANY_TOKEN') return 'any API token will do';
  return needs[0] === 'PEOPLE_ONLY' ? 'not for API tokens' : `an API token needs ${needs.join(' and ')}`;
}
