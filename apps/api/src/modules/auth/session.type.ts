import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Session', { description: 'A login that is in force.' })
export class SessionType {
  @Field(() => ID, { description: 'As `revokeSession` takes it; it is no secret.' })
  id!: string;

  @Field(() => String, { description: 'IP address of the login; empty where it is not known.' })
  address!: string;

  @Field(() => String, { description: 'As the browser or script named itself at the login.' })
  userAgent!: string;

  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  isCurrent!: boolean;

  @Field(() => DateTime, { description: 'When the user logged in.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'Exact to a minute.' })
  lastUsedAt!: Date;

  @Field(() => DateTime, { description: 'When it ends, however much it is used: 12 hours after the login.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'Which session has ended.' })
export class RevokeSessionPayload {
  @Field(() => ID, { description: 'Of the session that is gone; its tokens are worth nothing at once.' })
  id!: string;
}
