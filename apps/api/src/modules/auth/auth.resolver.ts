import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { callerOf, type Context } from '../../graphql/context.ts';
import { Public } from '../../graphql/public.ts';
import { access } from './access.ts';
import type { AuthService } from './auth.service.ts';
import {
  ChangePasswordInput,
  ChangePasswordPayload,
  LoginInput,
  LoginPayload,
  LogoutPayload,
  SingleSignOnType,
} from './auth.type.ts';
import { SINGLE_SIGN_ON_PATH } from './single-sign-on.ts';
import type { UserService } from './user.service.ts';
import { UpdateProfileInput, UpdateProfilePayload, UserType } from './user.type.ts';

/** What people do with their own account. */
@Resolver()
export class AuthResolver {
  private readonly auth: AuthService;
  private readonly users: UserService;
  private readonly singleSignOnName: string | undefined;
  /** The name of single sign-on, where there is one. */
  constructor(auth: AuthService, users: UserService, singleSignOnName: string | undefined) {
    this.auth = auth;
    this.users = users;
    this.singleSignOnName = singleSignOnName;
  }

  @Authorized(access.newcomers('ANY_TOKEN'))
  @Query(() => UserType, { description: 'Who is logged in, or whose API token calls.' })
  me(@Ctx() context: Context): Promise<UserType> {
    return this.users.get(callerOf(context).userId);
  }

  @Public()
  @Query(() => SingleSignOnType, {
    nullable: true,
    description: 'How to log in without a password; null where that is not set up.',
  })
  singleSignOn(): SingleSignOnType | null {
    const { singleSignOnName: name } = this;
    return name === undefined ? null : { name, path: SINGLE_SIGN_ON_PATH };
  }

  @Public()
  @Mutation(() => LoginPayload, {
    description:
      'Begins a session of 12 hours. Its token lasts 10 minutes; a browser has another by `POST /session/refresh`.',
  })
  async login(
    @Arg('input', () => LoginInput, {
      description: 'UNAUTHENTICATED where e-mail or password is wrong, without saying which.',
    })
    { email, password }: LoginInput,
    @Ctx() context: Context,
  ): Promise<LoginPayload> {
    const login = await this.auth.login(context.actor, email, password, context);
    context.setSessionCookies(login);
    return login;
  }

  @Public()
  @Mutation(() => LogoutPayload, { description: 'Ends the session; does nothing where there is none.' })
  async logout(@Ctx() context: Context): Promise<LogoutPayload> {
    const sessionId = context.principal?.sessionId ?? undefined;
    if (sessionId !== undefined) await this.auth.logout(context.actor, sessionId);
    context.setSessionCookies(undefined);
    return { ok: true };
  }

  @Authorized(access.newcomers('PEOPLE_ONLY'))
  @Mutation(() => ChangePasswordPayload, {
    description: 'Your own. Ends all sessions and begins another.',
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The old password and the new one.' })
    { currentPassword, newPassword }: ChangePasswordInput,
    @Ctx() context: Context,
  ): Promise<ChangePasswordPayload> {
    const { userId } = callerOf(context);
    const passwords = { current: currentPassword, next: newPassword };
    const login = await this.auth.changePassword(context.actor, userId, passwords, context);
    context.setSessionCookies(login);
    return login;
  }

  @Authorized(access.everyone('PEOPLE_ONLY'))
  @Mutation(() => UpdateProfilePayload, { description: 'Your own.' })
  async updateProfile(
    @Arg('input', () => UpdateProfileInput, { description: 'What is to change.' })
    { name }: UpdateProfileInput,
    @Ctx() context: Context,
  ): Promise<UpdateProfilePayload> {
    return { user: await this.users.update(context.actor, { id: callerOf(context).userId, name }) };
  }
}
