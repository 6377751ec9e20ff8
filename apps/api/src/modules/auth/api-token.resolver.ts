import { Arg, Args, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { callerOf, type Context } from '../../graphql/context.ts';
import { AccountListArgs, SearchArgs, toListQuery } from '../../graphql/list-args.type.ts';
import { access } from './access.ts';
import type { ApiTokenService } from './api-token.service.ts';
import {
  ApiTokenType,
  CreateApiTokenInput,
  CreateApiTokenPayload,
  RevokeApiTokenPayload,
} from './api-token.type.ts';
import { ownerNeeded, whose } from './whose.ts';

@Resolver(() => ApiTokenType)
export class ApiTokenResolver {
  private readonly apiTokens: ApiTokenService;
  constructor(apiTokens: ApiTokenService) {
    this.apiTokens = apiTokens;
  }

  @Authorized(access.everyone('PEOPLE_ONLY'))
  @Query(() => [ApiTokenType], {
    name: 'apiTokens',
    description: 'Your own, by name; for administrators those of any user.',
  })
  list(
    @Arg('userId', () => ID, {
      nullable: true,
      description:
        "Whose; your own where it is left out. FORBIDDEN for others' unless you are an administrator.",
    })
    userId: string | null,
    @Args() args: AccountListArgs,
    @Ctx() context: Context,
  ): Promise<ApiTokenType[]> {
    return this.apiTokens.list(whose(callerOf(context), userId), toListQuery(args));
  }

  @Authorized(access.everyone('PEOPLE_ONLY'))
  @Query(() => Int, { description: 'How many `apiTokens` has with this search, on all of its pages.' })
  apiTokenCount(
    @Arg('userId', () => ID, {
      nullable: true,
      description:
        "Whose; your own where it is left out. FORBIDDEN for others' unless you are an administrator.",
    })
    userId: string | null,
    @Args() { search }: SearchArgs,
    @Ctx() context: Context,
  ): Promise<number> {
    return this.apiTokens.count(whose(callerOf(context), userId), search ?? undefined);
  }

  @Authorized(access.everyone('PEOPLE_ONLY'))
  @Mutation(() => CreateApiTokenPayload, { description: 'At most 50 for each user.' })
  createApiToken(
    @Arg('input', () => CreateApiTokenInput, { description: 'What it may do, and until when.' })
    input: CreateApiTokenInput,
    @Ctx() context: Context,
  ): Promise<CreateApiTokenPayload> {
    return this.apiTokens.create(context.actor, callerOf(context).userId, input);
  }

  @Authorized(access.everyone('PEOPLE_ONLY'))
  @Mutation(() => RevokeApiTokenPayload, {
    description: 'One of yours; for administrators that of any user.',
  })
  async revokeApiToken(
    @Arg('id', () => ID, { description: "Of the API token; NOT_FOUND where it is somebody else's." })
    id: string,
    @Ctx() context: Context,
  ): Promise<RevokeApiTokenPayload> {
    return { id: await this.apiTokens.revoke(context.actor, id, ownerNeeded(callerOf(context))) };
  }
}
