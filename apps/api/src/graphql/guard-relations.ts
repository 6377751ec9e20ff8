import {
  defaultFieldResolver,
  getNamedType,
  isIntrospectionType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { checkScopes, type Access } from '../modules/auth/index.ts';
import type { Context } from './context.ts';
import { fieldsOf, type DeclaredAccess } from './declared-access.ts';

/** Types that only hold others, for a list. */
const WRAPPER = /(Page|Connection|Edge)$/;

/** Types that are a part of the answer they stand in, whoever else answers with them: what is wrong with what the caller sent. */
const PARTS = new Set(['Diagnostic', 'PageInfo']);

/** A field of a type that leads to what some operations answer with. */
export interface GuardedField {
  readonly type: string;
  readonly field: GraphQLField<unknown, Context>;
  /** What those operations ask of a caller: any of them will do. */
  readonly ways: readonly Access[];
}

/** All of them. Fields of the operations themselves are not among them: they state who may call them. */
export function guardedFields(
  schema: GraphQLSchema,
  declared: readonly DeclaredAccess[],
): readonly GuardedField[] {
  const readers = readersOfTypes(schema, declared);
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || isIntrospectionType(type) || isRoot(schema, type.name)) return [];
    return Object.values(type.getFields()).flatMap((field) => {
      const ways = readers.get(getNamedType(field.type).name);
      return ways === undefined ? [] : [{ type: type.name, field, ways }];
    });
  });
}

/**
 * Lets an API token follow a relation only where it may ask for such objects by an operation too: a token that reads
 * topics sees no pipelines through `Topic.sourceOf`. Nothing is stated for it, as the operations say it all.
 */
export function guardRelations(schema: GraphQLSchema, declared: readonly DeclaredAccess[]): void {
  for (const { type, field, ways } of guardedFields(schema, declared))
    guard(field, ways, `${type}.${field.name}`);
}

function isRoot(schema: GraphQLSchema, name: string): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some(
    (root) => root?.name === name,
  );
}

/** For each type, what the queries and subscriptions that answer with it ask of a caller. */
function readersOfTypes(
  schema: GraphQLSchema,
  declared: readonly DeclaredAccess[],
): ReadonlyMap<string, readonly Access[]> {
  const readers = new Map<string, Access[]>();
  function add(field: GraphQLField<unknown, unknown> | undefined, access: Access): void {
    const type = field === undefined ? undefined : getNamedType(field.type);
    if (!isObjectType(type) || PARTS.has(type.name)) return;
    readers.set(type.name, [...(readers.get(type.name) ?? []), access]);
    if (WRAPPER.test(type.name)) for (const inner of Object.values(type.getFields())) add(inner, access);
  }
  for (const { root, field, access } of declared) {
    if (root !== 'Mutation' && access !== 'PUBLIC') add(fieldsOf(schema, root)[field], access);
  }
  return readers;
}

function guard(field: GraphQLField<unknown, Context>, ways: readonly Access[], what: string): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, given, context, info) => {
    checkScopes(context.principal, ways, what);
    return resolve(source, given, context, info);
  };
}
