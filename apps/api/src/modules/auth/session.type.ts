import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Session', { description: 'A login that is in force.' })
export class SessionType {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'IP address of the login; empty where it is not known.' })
  address!: string;

  @Field(() => String, { description: 'As the browser or script named itself at the login.' })
  userAgent!: string;

  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  isCurrent!: boolean;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { description: 'Exact to a minute.' })
  lastUsedAt!: Date;

  @Field(() => DateTime)
  expiresAt!: Date;
}

@ObjectType()
export class RevokeSessionPayload {
  @Field(() => ID)
  id!: string;
}
