export { createAuthService } from './auth.service.ts';
export type { AuthService, Principal } from './auth.service.ts';
export { ADMINS, ENGINEERS, EVERYONE, Role } from './role.ts';
export { Session } from './session.entity.ts';
export { User } from './user.entity.ts';
