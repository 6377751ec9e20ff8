import { Arg, Authorized, Int, Query, Resolver } from 'type-graphql';
import { pageInfoOf } from '../../graphql/page-info.ts';
import { access, Scope } from '../auth/index.ts';
import type { AuditFilter, AuditService } from './audit.service.ts';
import { AuditEntryType, AuditLogConnection, AuditLogFilter } from './audit.type.ts';

@Resolver(() => AuditEntryType)
export class AuditResolver {
  private readonly audit: AuditService;
  constructor(audit: AuditService) {
    this.audit = audit;
  }

  @Authorized(access.admins(Scope.AUDIT_READ))
  @Query(() => AuditLogConnection, { description: 'Newest first, at most 200 a page.' })
  async auditLog(
    @Arg('filter', () => AuditLogFilter, {
      nullable: true,
      description: 'All that is kept where it is left out.',
    })
    filter: AuditLogFilter | null,
    @Arg('first', () => Int, { defaultValue: 50, description: '1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'A cursor of the page before; BAD_USER_INPUT for one that no page gave.',
    })
    after: string | null,
  ): Promise<AuditLogConnection> {
    const { entries, hasNextPage } = await this.audit.page(toFilter(filter), first, after ?? undefined);
    const edges = entries.map((node) => ({ cursor: node.id, node }));
    return { edges, pageInfo: pageInfoOf(edges, after, hasNextPage) };
  }
}

function toFilter(filter: AuditLogFilter | null): AuditFilter {
  const { actions, objectTypes, objectId, userId, search, from, to } = filter ?? {};
  return {
    actions: actions ?? undefined,
    objectTypes: objectTypes ?? undefined,
    objectId: objectId ?? undefined,
    userId: userId ?? undefined,
    search: search ?? undefined,
    from: from ?? undefined,
    to: to ?? undefined,
  };
}
