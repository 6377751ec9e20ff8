import { Arg, Args, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { AccountListArgs, SearchArgs, toListQuery } from '../../graphql/list-args.type.ts';
import { access } from './access.ts';
import type { UserService } from './user.service.ts';
import {
  CreateUserInput,
  CreateUserPayload,
  DeleteUserPayload,
  ResetPasswordPayload,
  UpdateUserInput,
  UpdateUserPayload,
  UserType,
} from './user.type.ts';

@Resolver(() => UserType)
export class UserResolver {
  private readonly users: UserService;
  constructor(users: UserService) {
    this.users = users;
  }

  @Authorized(access.admins('PEOPLE_ONLY'))
  @Query(() => [UserType], {
    name: 'users',
    description: 'All of them by e-mail, unless it is asked otherwise.',
  })
  list(@Args() args: AccountListArgs): Promise<UserType[]> {
    return this.users.list(toListQuery(args));
  }

  @Authorized(access.admins('PEOPLE_ONLY'))
  @Query(() => Int, { description: 'How many `users` has with this search, on all of its pages.' })
  userCount(@Args() { search }: SearchArgs): Promise<number> {
    return this.users.count(search ?? undefined);
  }

  @Authorized(access.admins('PEOPLE_ONLY'))
  @Mutation(() => CreateUserPayload, {
    description: 'With a password that Sluice makes; CONFLICT where the e-mail is taken.',
  })
  createUser(
    @Arg('input', () => CreateUserInput, { description: 'Who it is, and what they may do.' })
    input: CreateUserInput,
    @Ctx() { actor }: Context,
  ): Promise<CreateUserPayload> {
    return this.users.create(actor, input);
  }

  @Authorized(access.admins('PEOPLE_ONLY'))
  @Mutation(() => UpdateUserPayload, { description: 'Refused where no active administrator would be left.' })
  async updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'What is to change, and of which user.' })
    { id, name, role, isActive, topicPatterns }: UpdateUserInput,
    @Ctx() { actor }: Context,
  ): Promise<UpdateUserPayload> {
    const changes = {
      name: name ?? undefined,
      role: role ?? undefined,
      isActive: isActive ?? undefined,
      topicPatterns: topicPatterns ?? undefined,
    };
    return { user: await this.users.update(actor, { id, ...changes }) };
  }

  @Authorized(access.admins('PEOPLE_ONLY'))
  @Mutation(() => DeleteUserPayload, {
    description: 'With sessions and API tokens. Refused where no active administrator would be left.',
  })
  async deleteUser(
    @Arg('id', () => ID, { description: 'Of the user.' }) id: string,
    @Ctx() { actor }: Context,
  ): Promise<DeleteUserPayload> {
    return { id: await this.users.delete(actor, id) };
  }

  @Authorized(access.admins('PEOPLE_ONLY'))
  @Mutation(() => ResetPasswordPayload, { description: 'Ends all sessions of the user.' })
  resetPassword(
    @Arg('userId', () => ID, {
      description: "Somebody else's: for your own see `changePassword`. It lifts a lockout, too.",
    })
    userId: string,
    @Ctx() { actor }: Context,
  ): Promise<ResetPasswordPayload> {
    return this.users.resetPassword(actor, userId);
  }
}
