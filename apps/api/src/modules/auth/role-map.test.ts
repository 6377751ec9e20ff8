import { expect, it } from 'vitest';
import { roleOf } from './role-map.ts';
import { Role } from './role.ts';

const map = [
  { group: 'soc', role: Role.ANALYST },
  { group: 'soc-lead', role: Role.ADMIN },
  { group: 'detection', role: Role.ENGINEER },
];

it.each<[string, unknown, Role | undefined]>([
  ['one group as a text', 'soc', Role.ANALYST],
  ['the highest of several', ['soc', 'detection', 'other'], Role.ENGINEER],
  ['of an unknown group none', ['SOC', 'soc-lead-2'], undefined],
  ['of no claim none', undefined, undefined],
  ['of a claim that is no list of texts none', { soc: true }, undefined],
])('%s', (_what, claim, role) => {
  expect(roleOf(claim, map)).toBe(role);
});

it('everybody has the role of *, and no lower one', () => {
  const everybody = [...map, { group: '*', role: Role.VIEWER }];
  expect(roleOf(undefined, everybody)).toBe(Role.VIEWER);
  expect(roleOf(['soc'], everybody)).toBe(Role.ANALYST);
});
