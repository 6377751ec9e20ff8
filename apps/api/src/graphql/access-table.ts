import { Role, type Access } from '../modules/auth/index.ts';
import type { DeclaredAccess } from './declared-access.ts';
import type { GuardedField } from './guard-relations.ts';

/** The committed file, one line for each operation; `pnpm --filter @sluice/api schema` writes it. */
export const ACCESS_TABLE_FILE = new URL('../../access-table.txt', import.meta.url);

const HEAD = `# Who may call what. Written by "pnpm --filter @sluice/api schema" from the code; the tests hold the running API to it.
# Roles: A administrator, E engineer, N analyst, V viewer. Then what an API token needs.
# TEMPORARY: also with a temporary password that must be changed first. PUBLIC: anybody.
`;

const FIELDS_HEAD = `
# Fields that lead to what operations answer with. Whoever has the object may follow them; an API token needs what one of those
# operations needs. All other fields of an object are for whoever has it.
`;

const LETTERS: readonly (readonly [Role, string])[] = [
  [Role.ADMIN, 'A'],
  [Role.ENGINEER, 'E'],
  [Role.ANALYST, 'N'],
  [Role.VIEWER, 'V'],
];

/** The text of the table. */
export function printAccessTable(
  declared: readonly DeclaredAccess[],
  guarded: readonly GuardedField[],
): string {
  const lines = declared.map(({ root, field, access }) => {
    const name = `${root}.${field}`.padEnd(40);
    if (access === 'PUBLIC') return `${name} PUBLIC`;
    const roles = LETTERS.map(([role, letter]) => (access.roles.includes(role) ? letter : '-'));
    const newcomers = access.isForNewcomers ? ' TEMPORARY' : '';
    return `${name} ${roles.join('')}   ${access.token.join(' ')}${newcomers}`;
  });
  const fields = guarded.map(
    ({ type, field, ways }) => `${`${type}.${field.name}`.padEnd(45)} ${tokenNeeds(ways)}`,
  );
  return `${HEAD}${lines.toSorted().join('\n')}\n${FIELDS_HEAD}${fields.toSorted().join('\n')}\n`;
}

/** What is asked of a token by any of the ways, by `|`. */
function tokenNeeds(ways: readonly Access[]): string {
  const needs = [...new Set(ways.map(({ token }) => token.join(' ')))].toSorted();
  return needs.includes('ANY_TOKEN') ? 'ANY_TOKEN' : needs.join(' | ');
}
