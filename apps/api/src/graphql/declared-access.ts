import { invariant } from '@sluice/diagnostics';
import type { GraphQLFieldMap, GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { Access } from '../modules/auth/index.ts';

const ROOTS = ['Query', 'Mutation', 'Subscription'] as const;

export interface DeclaredAccess {
  readonly root: (typeof ROOTS)[number];
  readonly field: string;
  readonly access: Access | 'PUBLIC';
}

/**
 * What each operation states: `@Authorized(access.…)` with roles and scope, or `@Public()`. Fails where one states
 * nothing, so that no such schema is ever served.
 */
export function declaredAccess(schema: GraphQLSchema): readonly DeclaredAccess[] {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const resolvers = { Query: queries, Mutation: mutations, Subscription: subscriptions };
  return ROOTS.flatMap((root) =>
    Object.values(fieldsOf(schema, root)).map(({ name, extensions }) => {
      const isPublic = extensions['isPublic'] === true;
      const roles: readonly unknown[] | undefined = resolvers[root].find(
        ({ schemaName }) => schemaName === name,
      )?.roles;
      const access = roles?.[0];
      invariant(isPublic !== isAccess(access), `${root}.${name} does not state who may call it`);
      return { root, field: name, access: isAccess(access) ? access : 'PUBLIC' };
    }),
  );
}

/** Empty where the schema has no such operations. */
export function fieldsOf(
  schema: GraphQLSchema,
  root: DeclaredAccess['root'],
): GraphQLFieldMap<unknown, unknown> {
  const types = {
    Query: schema.getQueryType(),
    Mutation: schema.getMutationType(),
    Subscription: schema.getSubscriptionType(),
  };
  return types[root]?.getFields() ?? {};
}

function isAccess(value: unknown): value is Access {
  return typeof value === 'object' && value !== null && 'roles' in value && 'token' in value;
}
