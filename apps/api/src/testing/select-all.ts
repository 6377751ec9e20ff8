import {
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';

const needsArguments = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);

/**
 * A selection of all that a type has, relations included, so many types deep. A type is not looked into again below itself, and
 * fields that need arguments are left out.
 */
export function selectAll(type: GraphQLOutputType, depth: number, above: readonly string[] = []): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (needsArguments(field)) return [];
    if (isLeafType(inner)) return [field.name];
    if (depth === 0 || above.includes(inner.name)) return [];
    return [`${field.name} ${selectAll(inner, depth - 1, [...above, named.name])}`];
  });
  return `{ ${fields.length === 0 ? '__typename' : fields.join(' ')} }`;
}
