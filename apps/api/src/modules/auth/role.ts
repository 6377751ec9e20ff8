/** What a user may do; each role may do what those after it may. */
export enum Role {
  ADMIN = 'ADMIN',
  ENGINEER = 'ENGINEER',
  ANALYST = 'ANALYST',
  VIEWER = 'VIEWER',
}
