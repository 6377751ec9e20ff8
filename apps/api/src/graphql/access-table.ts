import { Role } from '../modules/auth/index.ts';
import type { DeclaredAccess } from './declared-access.ts';

/** The committed file, one line for each operation; `pnpm --filter @sluice/api schema` writes it. */
export const ACCESS_TABLE_FILE = new URL('../../access-table.txt', import.meta.url);

const HEAD = `# Who may call what. Written by "pnpm --filter @sluice/api schema" from the code; the tests hold the running API to it.
# Roles: A administrator, E engineer, N analyst, V viewer. Then what an API token needs.
# TEMPORARY: also with a temporary password that must be changed first. PUBLIC: anybody.
`;

const LETTERS: readonly (readonly [Role, string])[] = [
  [Role.ADMIN, 'A'],
  [Role.ENGINEER, 'E'],
  [Role.ANALYST, 'N'],
  [Role.VIEWER, 'V'],
];

/** The text of the table. */
export function printAccessTable(declared: readonly DeclaredAccess[]): string {
  const lines = declared.map(({ root, field, access }) => {
    const name = `${root}.${field}`.padEnd(40);
    if (access === 'PUBLIC') return `${name} PUBLIC`;
    const roles = LETTERS.map(([role, letter]) => (access.roles.includes(role) ? letter : '-'));
    const newcomers = access.isForNewcomers ? ' TEMPORARY' : '';
    return `${name} ${roles.join('')}   ${access.token.join(' ')}${newcomers}`;
  });
  return `${HEAD}${lines.toSorted().join('\n')}\n`;
}
