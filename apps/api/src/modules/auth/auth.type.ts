import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, InputType, ObjectType } from 'type-graphql';
import { UserType } from './user.type.ts';

@InputType()
export class LoginInput {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  password!: string;
}

@ObjectType('SingleSignOn', { description: 'A login by an OpenID Connect issuer.' })
export class SingleSignOnType {
  @Field(() => String, { description: 'As people call it.' })
  name!: string;

  @Field(() => String, {
    description: 'Where to send the browser; with `?next=/…` it comes back to that page.',
  })
  path!: string;
}

@InputType()
export class ChangePasswordInput {
  @Field(() => String)
  currentPassword!: string;

  @Field(() => String, {
    description:
      '12 to 128 characters of any kind; none of those that are guessed first, and not the e-mail address.',
  })
  newPassword!: string;
}

@ObjectType()
class NewSessionPayload {
  @Field(() => UserType)
  user!: UserType;

  @Field(() => String, {
    description:
      'For scripts: send it as `Authorization: Bearer …`; for more than a few minutes create an API token. Browsers have it in a cookie they cannot read.',
  })
  token!: string;

  @Field(() => DateTime, { description: 'Of the token: 10 minutes ahead.' })
  expiresAt!: Date;
}

@ObjectType()
export class LoginPayload extends NewSessionPayload {}

@ObjectType()
export class ChangePasswordPayload extends NewSessionPayload {}

@ObjectType()
export class LogoutPayload {
  @Field(() => Boolean)
  ok!: boolean;
}
