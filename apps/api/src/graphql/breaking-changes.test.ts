import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { breakingChanges } from './breaking-changes.ts';

const released = 'type Query { rule(id: ID!): String, rules: Int, count: Int } enum Level { LOW HIGH }';

it.each([
  ['nothing', released, []],
  ['what is new', `${released} extend type Query { rule2: Int } extend enum Level { MEDIUM }`, []],
  ['an argument that may be left out', released.replace('id: ID!', 'id: ID!, at: Int'), []],
  ['a field that is gone', released.replace(', rules: Int', ''), ['Query.rules was removed.']],
  [
    'an argument that must be given',
    released.replace('rules: Int', 'rules(first: Int!): Int'),
    ['A required arg first on Query.rules was added.'],
  ],
  ['a value that is gone', released.replace('HIGH', ''), ['HIGH was removed from enum type Level.']],
])('a schema breaks scripts by %s', (_, now, expected) => {
  expect(breakingChanges(released, buildSchema(now))).toEqual(expected);
});
