import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { callerOf, type Context } from '../../graphql/context.ts';
import { access } from './access.ts';
import type { SessionService } from './session.service.ts';
import { RevokeSessionPayload, SessionType } from './session.type.ts';
import { ownerNeeded, whose } from './whose.ts';

@Resolver(() => SessionType)
export class SessionResolver {
  private readonly sessions: SessionService;
  constructor(sessions: SessionService) {
    this.sessions = sessions;
  }

  @Authorized(access.everyone('PEOPLE_ONLY'))
  @Query(() => [SessionType], {
    name: 'sessions',
    description: 'Your own, newest first, at most 200; for administrators those of any user.',
  })
  async list(
    @Arg('userId', () => ID, {
      nullable: true,
      description:
        "Whose; your own where it is left out. FORBIDDEN for others' unless you are an administrator.",
    })
    userId: string | null,
    @Ctx() context: Context,
  ): Promise<SessionType[]> {
    const caller = callerOf(context);
    const found = await this.sessions.list(whose(caller, userId));
    return found.map((session) => ({ ...session, isCurrent: session.id === caller.sessionId }));
  }

  @Authorized(access.everyone('PEOPLE_ONLY'))
  @Mutation(() => RevokeSessionPayload, {
    description: 'Ends a session of yours; for administrators that of any user.',
  })
  async revokeSession(
    @Arg('id', () => ID, { description: "Of the session; NOT_FOUND where it is somebody else's." })
    id: string,
    @Ctx() context: Context,
  ): Promise<RevokeSessionPayload> {
    return { id: await this.sessions.revoke(context.actor, id, ownerNeeded(callerOf(context))) };
  }
}
