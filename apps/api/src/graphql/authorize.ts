import { invariant } from '@sluice/diagnostics';
import type { AuthCheckerInterface, ResolverData } from 'type-graphql';
import { checkAccess, type Access } from '../modules/auth/index.ts';
import type { Context } from './context.ts';

/** Lets a caller through whom the resolver's `@Authorized` names. */
export class AuthChecker implements AuthCheckerInterface<Context, Access> {
  check({ context, info }: ResolverData<Context>, [access]: Access[]): boolean {
    invariant(access !== undefined, `"${info.fieldName}" does not state who may call it`);
    checkAccess(context.principal, access, info.fieldName);
    return true;
  }
}
