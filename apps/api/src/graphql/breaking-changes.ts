import { buildSchema, findBreakingChanges, type GraphQLSchema } from 'graphql';

/** What scripts that were written for a released schema, as text, could no longer do with this one. */
export function breakingChanges(released: string, schema: GraphQLSchema): readonly string[] {
  return findBreakingChanges(buildSchema(released), schema).map(({ description }) => description);
}
