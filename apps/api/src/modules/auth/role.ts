/** What a user may do; each role may do what those after it may. */
export enum Role {
  ADMIN = 'ADMIN',
  ENGINEER = 'ENGINEER',
  ANALYST = 'ANALYST',
  VIEWER = 'VIEWER',
}

/** Everyone who is logged in. */
export const EVERYONE = [Role.ADMIN, Role.ENGINEER, Role.ANALYST, Role.VIEWER] as const;

/** Those who run Sluice. */
export const ADMINS = [Role.ADMIN] as const;

/** Those who change what is detected. */
export const ENGINEERS = [Role.ADMIN, Role.ENGINEER] as const;
