import type { AuthCheckerInterface, ResolverData } from 'type-graphql';
import { AppError } from '../app-error.ts';
import type { Role } from '../modules/auth/index.ts';
import type { Context } from './context.ts';

/** Lets a caller through whose role the resolver names. */
export class AuthChecker implements AuthCheckerInterface<Context, Role> {
  check({ context, info }: ResolverData<Context>, roles: Role[]): boolean {
    const { principal } = context;
    if (principal === undefined) throw new AppError('UNAUTHENTICATED', 'Log in first.');
    if (!roles.includes(principal.role)) {
      const message = `"${info.fieldName}" needs the role ${roles.join(' or ')}; you have ${principal.role}. Ask an administrator.`;
      throw new AppError('FORBIDDEN', message);
    }
    return true;
  }
}
