import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Scope } from './scope.ts';
import { EVERY_TOPIC } from './topic-patterns.ts';

registerEnumType(Scope, {
  name: 'Scope',
  description:
    'What an API token may do, as far as its owner may. A scope to write covers reading the same. RULES: with repositories. PIPELINES: with filters and log sources. TOPICS: with the events in them. METRICS: numbers of pipelines, topics and workers. SETTINGS: retentions, limits and defaults.',
});

@ObjectType('ApiToken', { description: "What a script calls with in its owner's place, within its scopes." })
export class ApiTokenType {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => [Scope])
  scopes!: Scope[];

  @Field(() => [String], { description: "As far as its owner's reach; `*`: no further limit." })
  topicPatterns!: string[];

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { description: 'From then on it is worth nothing.' })
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Exact to a minute; null: never.' })
  lastUsedAt!: Date | null;
}

@InputType()
export class CreateApiTokenInput {
  @Field(() => String, { description: '1 to 100 characters; unique among your own.' })
  name!: string;

  @Field(() => [Scope], { description: 'Without any, it can only ask whose it is, by `me`.' })
  scopes!: Scope[];

  @Field(() => [String], {
    defaultValue: [EVERY_TOPIC],
    description: 'Names of topics with `*` for any characters, to limit it further than its owner is.',
  })
  topicPatterns!: string[];

  @Field(() => DateTime, { description: 'At most 366 days ahead.' })
  expiresAt!: Date;
}

@ObjectType()
export class CreateApiTokenPayload {
  @Field(() => ApiTokenType)
  apiToken!: ApiTokenType;

  @Field(() => String, { description: 'Shown only now. Send it as `Authorization: Bearer …`.' })
  secret!: string;
}

@ObjectType()
export class RevokeApiTokenPayload {
  @Field(() => ID)
  id!: string;
}
