import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../graphql/context.ts';
import { Public } from '../../graphql/public.ts';
import type { AuthService } from './auth.service.ts';
import type { Principal } from './principal.ts';
import { access } from './access.ts';
import { Role } from './role.ts';

registerEnumType(Role, {
  name: 'Role',
  description: 'What a user may do; each role may do what those after it may.',
});

@ObjectType('User')
export class UserType {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  email!: string;

  @Field(() => Role)
  role!: Role;
}

@InputType()
class LoginInput {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  password!: string;
}

@ObjectType()
class LoginPayload {
  @Field(() => UserType)
  user!: UserType;

  @Field(() => String, {
    description:
      'For scripts: send it as `Authorization: Bearer …`. Browsers have it in a cookie they cannot read.',
  })
  token!: string;

  @Field(() => DateTime)
  expiresAt!: Date;
}

@ObjectType()
class LogoutPayload {
  @Field(() => Boolean)
  ok!: boolean;
}

function toUser({ userId, email, role }: Principal): UserType {
  return { id: userId, email, role };
}

@Resolver()
export class AuthResolver {
  private readonly auth: AuthService;
  constructor(auth: AuthService) {
    this.auth = auth;
  }

  @Authorized(access.newcomers('ANY_TOKEN'))
  @Query(() => UserType, { description: 'Who is logged in.' })
  me(@Ctx() { principal }: Context): UserType {
    if (principal === undefined) throw new AppError('UNAUTHENTICATED', 'Log in first.');
    return toUser(principal);
  }

  @Public()
  @Mutation(() => LoginPayload, { description: 'Begins a session of 12 hours.' })
  async login(
    @Arg('input', () => LoginInput) input: LoginInput,
    @Ctx() context: Context,
  ): Promise<LoginPayload> {
    const { principal, token, expiresAt } = await this.auth.login(
      input.email,
      input.password,
      context.address,
    );
    context.setSessionCookie(token, expiresAt);
    return { user: toUser(principal), token, expiresAt };
  }

  @Public()
  @Mutation(() => LogoutPayload, { description: 'Ends the session; does nothing where there is none.' })
  async logout(@Ctx() context: Context): Promise<LogoutPayload> {
    if (context.token !== undefined) await this.auth.logout(context.token);
    context.setSessionCookie(undefined);
    return { ok: true };
  }
}
