import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { access, Scope } from '../modules/auth/index.ts';
import type { DeclaredAccess } from './declared-access.ts';
import { describeOperations } from './describe-operations.ts';

function described(given: DeclaredAccess['access'], description = '"One rule."'): string | null | undefined {
  const schema = buildSchema(`type Query { ${description} rule: String }`);
  describeOperations(schema, [{ root: 'Query', field: 'rule', access: given }]);
  return schema.getQueryType()?.getFields()['rule']?.description;
}

it.each<[DeclaredAccess['access'], string]>([
  ['PUBLIC', 'For anybody, without a login.'],
  [access.everyone(Scope.RULES_READ), 'For every user; an API token needs RULES_READ.'],
  [access.newcomers('ANY_TOKEN'), 'For every user, with a temporary password too; any API token will do.'],
  [
    access.engineers(Scope.RULES_READ, Scope.PIPELINES_READ),
    'For engineers and administrators; an API token needs RULES_READ and PIPELINES_READ.',
  ],
  [access.admins('PEOPLE_ONLY'), 'For administrators; not for API tokens.'],
])('the description of an operation ends with who may call it: %#', (given, expected) => {
  expect(described(given)).toBe(`One rule. ${expected}`);
});

it('an operation that nobody described stays so, for the test that looks for such', () => {
  expect(described('PUBLIC', '')).toBeUndefined();
});
