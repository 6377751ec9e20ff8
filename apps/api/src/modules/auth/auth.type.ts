import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, InputType, ObjectType } from 'type-graphql';
import { UserType } from './user.type.ts';

@InputType({ description: 'For people; scripts better use an API token.' })
export class LoginInput {
  @Field(() => String, { description: 'In upper or lower case.' })
  email!: string;

  @Field(() => String, {
    description:
      'After 10 failures in a row for a user, or 50 from an address, RATE_LIMITED says how long to wait.',
  })
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

@InputType({ description: 'The old password proves that it is you.' })
export class ChangePasswordInput {
  @Field(() => String, {
    description: 'BAD_USER_INPUT where it is wrong; failures count as those of a login.',
  })
  currentPassword!: string;

  @Field(() => String, {
    description:
      '12 to 128 characters of any kind; none of those that are guessed first or that the installation knows from breaches, and not the e-mail address.',
  })
  newPassword!: string;
}

@ObjectType()
class NewSessionPayload {
  @Field(() => UserType, { description: 'Whose session it is; `mustChangePassword` says what comes first.' })
  user!: UserType;

  @Field(() => String, {
    description:
      'For scripts: send it as `Authorization: Bearer …`; for more than a few minutes create an API token. Browsers have it in a cookie they cannot read.',
  })
  token!: string;

  @Field(() => DateTime, { description: 'Of the token: 10 minutes ahead.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'The session that begins.' })
export class LoginPayload extends NewSessionPayload {}

@ObjectType({ description: 'The session that takes the place of all earlier ones.' })
export class ChangePasswordPayload extends NewSessionPayload {}

@ObjectType({ description: 'That the session is over.' })
export class LogoutPayload {
  @Field(() => Boolean, { description: 'Always true, also where there was no session.' })
  ok!: boolean;
}
