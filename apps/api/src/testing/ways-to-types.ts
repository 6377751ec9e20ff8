import {
  getNamedType,
  isLeafType,
  isRequiredArgument,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { anyOperation } from './any-operation.ts';

type Field = GraphQLField<unknown, unknown>;

/** How to ask for objects of a type: by a query, and fields of what it answers with. */
export interface Way {
  readonly query: Field;
  readonly fields: readonly { readonly type: string; readonly field: string }[];
}

/** Arguments of queries by the query's name; those that are left out are made up. */
export type Arguments = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const takesNothing = ({ args }: Field): boolean => !args.some(isRequiredArgument);

/** The query's text and variables, with a selection at the end of the way. */
export function ask({ query, fields }: Way, given: Arguments, selection: string) {
  const known = given[query.name] ?? {};
  const used = query.args.filter((arg) => arg.name in known || isRequiredArgument(arg));
  const made = { ...anyOperation('Query', query).variables, ...known };
  const variables = Object.fromEntries(used.map(({ name }) => [name, made[name]]));
  const brackets = (parts: readonly string[]): string => (parts.length === 0 ? '' : `(${parts.join(', ')})`);
  const head = brackets(used.map(({ name, type }) => `$${name}: ${String(type)}`));
  const call = brackets(used.map(({ name }) => `${name}: $${name}`));
  const inside = fields.reduceRight((within, { field }) => `{ ${field} ${within} }`, selection);
  return { text: `query ${head} { ${query.name}${call} ${inside} }`, variables };
}

/** Fields of a type whose answers hold nothing more to select. */
export function leavesOf(type: GraphQLObjectType): readonly string[] {
  return Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && takesNothing(field))
    .map(({ name }) => name);
}

/** Fields of a type that lead to other objects. */
export function branchesOf(type: GraphQLObjectType): readonly Field[] {
  return Object.values(type.getFields()).filter(
    (field) => isObjectType(getNamedType(field.type)) && takesNothing(field),
  );
}

/**
 * The shortest way to each type on which `reaches` finds objects; types that are on none are left out. `reaches` is given a
 * query that ends in `{ __typename }`.
 */
export async function findWays(
  schema: GraphQLSchema,
  given: Arguments,
  reaches: (asked: { readonly text: string; readonly variables: object }, type: string) => Promise<boolean>,
): Promise<ReadonlyMap<string, Way>> {
  const ways = new Map<string, Way>();
  const open: { readonly type: GraphQLObjectType; readonly way: Way }[] = [];
  function look(field: Field, way: Way): void {
    const type = getNamedType(field.type);
    if (isObjectType(type)) open.push({ type, way });
  }
  for (const query of Object.values(schema.getQueryType()?.getFields() ?? {}))
    look(query, { query, fields: [] });
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { type, way } = next;
    if (ways.has(type.name) || !(await reaches(ask(way, given, '{ __typename }'), type.name))) continue;
    ways.set(type.name, way);
    for (const field of branchesOf(type))
      look(field, { ...way, fields: [...way.fields, { type: type.name, field: field.name }] });
  }
  return ways;
}
