import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isIntrospectionType,
  isListType,
  isObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { AppError } from '../app-error.ts';

/** Objects in the lists of one answer: lists within lists multiply, which no bound on depth or cost sees. */
export const MAX_OBJECTS = 50_000;

/** Counts what the lists of an answer hold while it is made, and refuses more than `max`: BAD_USER_INPUT. */
export function limitObjects(schema: GraphQLSchema, max = MAX_OBJECTS): void {
  /** Each execution has an object of variables of its own, each event of a subscription, too. */
  const counts = new WeakMap<GraphQLResolveInfo['variableValues'], number>();
  const count = (info: GraphQLResolveInfo, answer: unknown): unknown => {
    if (!Array.isArray(answer)) return answer;
    const sum = (counts.get(info.variableValues) ?? 0) + answer.length;
    if (sum > max)
      throw new AppError(
        'BAD_USER_INPUT',
        `The answer would hold more than ${max} objects. Ask for smaller pages, or for fewer lists within lists.`,
      );
    counts.set(info.variableValues, sum);
    return answer;
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isListType(getNullableType(field.type)) || !isObjectType(getNamedType(field.type))) continue;
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (source, given, context, info) => {
        const answer: unknown = resolve(source, given, context, info);
        return answer instanceof Promise
          ? answer.then((list: unknown) => count(info, list))
          : count(info, answer);
      };
    }
  }
}
