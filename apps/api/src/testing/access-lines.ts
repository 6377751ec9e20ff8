import { readFileSync } from 'node:fs';
import { ACCESS_TABLE_FILE } from '../graphql/access-table.ts';
import type { Caller } from './callers.ts';

export type Verdict = 'allowed' | 'UNAUTHENTICATED' | 'FORBIDDEN';

/** A line of access-table.txt that is of an operation. */
export interface OperationLine {
  readonly root: string;
  readonly field: string;
  /** Letters of the roles; undefined: public. */
  readonly roles: string | undefined;
  readonly token: readonly string[];
  readonly isForNewcomers: boolean;
}

/** One that is of a field that leads to what operations answer with. */
export interface FieldLine {
  readonly type: string;
  readonly field: string;
  /** What a token needs: all of any of these. */
  readonly ways: readonly (readonly string[])[];
}

const [operations = [], fields = []] = readFileSync(ACCESS_TABLE_FILE, 'utf8')
  .split('\n\n')
  .map((part) => part.split('\n').filter((line) => line !== '' && !line.startsWith('#')));

export const operationLines: readonly OperationLine[] = operations.map((line) => {
  const [name = '', roles = '', ...needs] = line.split(/ +/);
  const [root = '', field = ''] = name.split('.');
  return {
    root,
    field,
    roles: roles === 'PUBLIC' ? undefined : roles,
    token: needs.filter((need) => need !== 'TEMPORARY'),
    isForNewcomers: needs.includes('TEMPORARY'),
  };
});

export const fieldLines: readonly FieldLine[] = fields.map((line) => {
  const [name = '', ...needs] = line.split(/ +/);
  const [type = '', field = ''] = name.split('.');
  const ways = needs.join(' ').split(' | ');
  return { type, field, ways: ways.map((way) => way.split(' ')) };
});

function mayToken(given: readonly string[], needs: readonly string[]): boolean {
  if (needs[0] === 'PEOPLE_ONLY') return false;
  if (needs[0] === 'ANY_TOKEN') return true;
  return needs.every(
    (need) =>
      given.includes(need) || (need.endsWith('_READ') && given.includes(need.replace('_READ', '_WRITE'))),
  );
}

/** What the table says of an operation. */
export function operationVerdict({ role, scopes: given, isNewcomer }: Caller, line: OperationLine): Verdict {
  if (line.roles === undefined) return 'allowed';
  if (role === undefined) return 'UNAUTHENTICATED';
  if (!line.roles.includes(role)) return 'FORBIDDEN';
  if (given !== undefined && !mayToken(given, line.token)) return 'FORBIDDEN';
  return isNewcomer && !line.isForNewcomers ? 'FORBIDDEN' : 'allowed';
}

/** What it says of a field of an object that the caller has; undefined: a field without a line. */
export function fieldVerdict({ scopes: given }: Caller, line: FieldLine | undefined): Verdict {
  if (line === undefined || given === undefined) return 'allowed';
  return line.ways.some((way) => mayToken(given, way)) ? 'allowed' : 'FORBIDDEN';
}
