import { Arg, Authorized, Ctx, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { callerOf, type Context } from '../../graphql/context.ts';
import { pageInfoOf } from '../../graphql/page-info.ts';
import { access, Scope } from '../auth/index.ts';
import { activityLimits, isVisible, type ActivityLimits } from './activity-limits.ts';
import { toActivityEntry } from './activity-object.ts';
import type { ActivityRow } from './activity-row.ts';
import { cursorOf, type ActivityService } from './activity.service.ts';
import { ActivityConnection, ActivityEntryType } from './activity.type.ts';

export const ACTIVITY_TOPIC = 'activity';

const limitsOf = (context: Context): ActivityLimits => activityLimits(callerOf(context), context.topics);

@Resolver(() => ActivityEntryType)
export class ActivityResolver {
  private readonly activityService: ActivityService;
  constructor(activity: ActivityService) {
    this.activityService = activity;
  }

  @Authorized(access.everyone(Scope.AUDIT_READ))
  @Query(() => ActivityConnection, {
    name: 'activity',
    description:
      'What happened, newest first, at most 200 a page: changes from the audit log without their facts, syncs, workers, pipelines. Of accounts administrators alone are told.',
  })
  async page(
    @Arg('first', () => Int, { defaultValue: 50, description: '1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'A cursor of the page before; BAD_USER_INPUT for one that no page gave.',
    })
    after: string | null,
    @Ctx() context: Context,
  ): Promise<ActivityConnection> {
    const page = await this.activityService.page(limitsOf(context), first, after ?? undefined);
    const edges = page.rows.map((row) => ({ cursor: cursorOf(row), node: toActivityEntry(row) }));
    return { edges, pageInfo: pageInfoOf(edges, after, page.hasNextPage) };
  }

  @Authorized(access.everyone(Scope.AUDIT_READ))
  @Subscription(() => [ActivityEntryType], {
    name: 'activity',
    topics: ACTIVITY_TOPIC,
    filter: ({ payload, context }: { payload: readonly ActivityRow[]; context: Context }) =>
      payload.some((row) => isVisible(row, limitsOf(context))),
    description: 'What happens, about a second later, in any replica; at most 100 at once.',
  })
  happens(@Root() rows: readonly ActivityRow[], @Ctx() context: Context): ActivityEntryType[] {
    const limits = limitsOf(context);
    return rows.filter((row) => isVisible(row, limits)).map(toActivityEntry);
  }
}
