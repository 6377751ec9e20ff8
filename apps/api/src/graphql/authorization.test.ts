import 'reflect-metadata';
import type { GraphQLObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { getMetadataStorage } from 'type-graphql';
import { createPush } from '../modules/dashboard/push.ts';
import { createSchema } from './schema.ts';

const PUBLIC = ['login', 'logout'];

it('every operation states who may call it: its roles, or that it is public', () => {
  const schema = createSchema([], createPush());
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const operations = roots.flatMap((root: GraphQLObjectType | null | undefined) =>
    Object.values(root?.getFields() ?? {}),
  );
  expect(operations.length).toBeGreaterThan(20);
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const rolesOf = new Map(
    [...queries, ...mutations, ...subscriptions].map((each) => [each.schemaName, each.roles]),
  );
  for (const { name, extensions } of operations) {
    const isPublic = extensions['isPublic'] === true;
    expect(isPublic, name).toBe(PUBLIC.includes(name));
    expect(isPublic || (rolesOf.get(name)?.length ?? 0) > 0, `${name} names no role`).toBe(true);
  }
});
