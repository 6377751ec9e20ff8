import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { expect, it } from 'vitest';
import { createPush } from '../modules/dashboard/push.ts';
import { ACCESS_TABLE_FILE, printAccessTable } from './access-table.ts';
import { declaredAccess } from './declared-access.ts';
import { guardedFields } from './guard-relations.ts';
import { createSchema } from './schema.ts';

it('access-table.txt tells who may call what', () => {
  const schema = createSchema([], createPush());
  const declared = declaredAccess(schema);
  const guarded = guardedFields(schema, declared);
  expect(declared.length).toBeGreaterThan(20);
  expect(guarded.length).toBeGreaterThan(20);
  expect(readFileSync(ACCESS_TABLE_FILE, 'utf8')).toBe(printAccessTable(declared, guarded));
});

it('a schema with an operation that does not state who may call it is not made', () => {
  const fields = { forgotten: { type: GraphQLString } };
  const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });
  expect(() => declaredAccess(schema)).toThrow('Query.forgotten does not state who may call it');
});
