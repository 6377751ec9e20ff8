import 'reflect-metadata';
import { buildSchema, isInputObjectType, isIntrospectionType, isSpecifiedScalarType } from 'graphql';
import { isEnumType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { expect, it } from 'vitest';
import { createPush } from '../modules/dashboard/push.ts';
import { createSchema } from './schema.ts';

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** What scripts see of a schema without a word about it: `Type`, `Type.field`, `Type.field(argument)`, `Type.VALUE`. */
function undescribed(schema: GraphQLSchema): string[] {
  const without = (coordinate: string, { description }: Described): string[] =>
    (description ?? '').trim() === '' ? [coordinate] : [];
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => {
      const within = (member: Described): string[] => without(`${type.name}.${member.name}`, member);
      if (isEnumType(type)) return [...without(type.name, type), ...type.getValues().flatMap(within)];
      if (isInputObjectType(type))
        return [...without(type.name, type), ...Object.values(type.getFields()).flatMap(within)];
      if (!isObjectType(type) && !isInterfaceType(type)) return without(type.name, type);
      const fields = Object.values(type.getFields()).flatMap((field) => [
        ...within(field),
        ...field.args.flatMap((argument) =>
          without(`${type.name}.${field.name}(${argument.name})`, argument),
        ),
      ]);
      return [...without(type.name, type), ...fields];
    });
}

it('everything in the schema has a description', () => {
  expect(undescribed(createSchema([], createPush()))).toEqual([]);
});

it('what has no description is named, wherever it stands', () => {
  const schema = buildSchema(`
    type Query { rule(id: ID!, "Of the page." first: Int): Rule }
    "A rule." interface Named { name: String }
    union Rule = Sigma
    "One." type Sigma { "Unique." name: String, level: Level }
    enum Level { LOW "Above LOW." HIGH }
    input RuleFilter { level: Level }
    scalar Time`);
  expect(undescribed(schema)).toEqual(
    expect.arrayContaining([
      ...['Query', 'Query.rule', 'Query.rule(id)', 'Named.name', 'Rule', 'Sigma.level', 'Level', 'Level.LOW'],
      ...['RuleFilter', 'RuleFilter.level', 'Time'],
    ]),
  );
  expect(undescribed(schema)).toHaveLength(11);
});
