import { Role } from './role.ts';

/** Which group has which role; the group `*` is everybody's. */
export type RoleMap = readonly { readonly group: string; readonly role: Role }[];

const HIGHEST_FIRST = [Role.ADMIN, Role.ENGINEER, Role.ANALYST, Role.VIEWER] as const;

/** The highest role of the groups in a claim (one text, or a list of them); undefined where none has any. */
export function roleOf(claim: unknown, map: RoleMap): Role | undefined {
  const groups: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const roles = map.filter(({ group }) => group === '*' || groups.includes(group)).map(({ role }) => role);
  return HIGHEST_FIRST.find((role) => roles.includes(role));
}
