import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';

export interface AnyOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A text that is refused after the caller was let through and before anything is done. */
const REFUSED_TEXT = '\u0000';
const LEAVES: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Boolean: false,
  DateTime: '2030-01-01T00:00:00Z',
  JSONObject: {},
  JSON: {},
};

/** A value that the type takes, with every text in it; what is optional and holds none is left out. */
function valueOf(type: GraphQLInputType, text: string, depth = 0): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, text, depth);
  if (isListType(type)) return [valueOf(type.ofType, text, depth)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || (depth < 1 && isText(field.type)),
    );
    return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, text, depth + 1)]));
  }
  return LEAVES[type.name] ?? text;
}

function isText(type: GraphQLInputType): boolean {
  return ['ID', 'String'].includes(getNamedType(type).name);
}

/**
 * An operation that calls one field, made from the schema. A mutation with any text among its arguments does nothing even
 * where it is allowed: the text is one that is refused.
 */
export function anyOperation(root: string, field: GraphQLField<unknown, unknown>): AnyOperation {
  const isMutation = root === 'Mutation';
  const wanted = field.args.filter(({ type }) => isNonNullType(type) || (isMutation && isText(type)));
  const variables = Object.fromEntries(
    wanted.map(({ name, type }) => [
      name,
      valueOf(type, isMutation ? REFUSED_TEXT : '00000000-0000-4000-8000-000000000000'),
    ]),
  );
  const declared = wanted.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = wanted.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  const brackets = (inside: string): string => (inside === '' ? '' : `(${inside})`);
  const text = `${root.toLowerCase()} ${brackets(declared)} { ${field.name}${brackets(passed)} ${selection} }`;
  return { text, variables };
}
