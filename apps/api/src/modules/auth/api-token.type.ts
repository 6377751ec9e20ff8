import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Scope } from './scope.ts';
import { EVERY_TOPIC } from './topic-patterns.ts';

registerEnumType(Scope, {
  name: 'Scope',
  description:
    'What an API token may do, as far as its owner may. A scope to write covers reading the same. RULES: with repositories. PIPELINES: with filters and log sources. TOPICS: with the events in them. METRICS: numbers of pipelines, topics and workers. SETTINGS: retentions, limits and defaults.',
  valuesConfig: {
    RULES_READ: { description: 'Rules, repositories, syncs, and coverage of ATT&CK.' },
    RULES_WRITE: { description: 'To change rules and repositories, and to sync.' },
    PIPELINES_READ: { description: 'Pipelines, filters, log sources, and the configuration as a document.' },
    PIPELINES_WRITE: {
      description: 'To change pipelines, filters and log sources, and to apply a document.',
    },
    TOPICS_READ: { description: 'Topics, and the events in them.' },
    TOPICS_WRITE: { description: 'To create topics.' },
    DETECTIONS_READ: { description: 'Detections with their events, and new ones as they come.' },
    METRICS_READ: { description: 'Numbers of pipelines, topics and workers; health.' },
    AUDIT_READ: { description: "The audit log, for administrators' tokens; the activity feed." },
    SETTINGS_READ: { description: "Settings, for administrators' tokens." },
    SETTINGS_WRITE: { description: "To change settings, for administrators' tokens." },
  },
});

@ObjectType('ApiToken', { description: "What a script calls with in its owner's place, within its scopes." })
export class ApiTokenType {
  @Field(() => ID, { description: 'As `revokeApiToken` takes it; it is no secret.' })
  id!: string;

  @Field(() => String, { description: "1 to 100 characters; unique among its owner's." })
  name!: string;

  @Field(() => [Scope], { description: 'Cannot be changed: create another token, and revoke this one.' })
  scopes!: Scope[];

  @Field(() => [String], { description: "As far as its owner's reach; `*`: no further limit." })
  topicPatterns!: string[];

  @Field(() => DateTime, { description: 'When it was created; the secret was shown then alone.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'From then on it is worth nothing.' })
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Exact to a minute; null: never.' })
  lastUsedAt!: Date | null;
}

@InputType({ description: 'A token of your own; nothing of it can be changed later.' })
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

@ObjectType({ description: 'The token, and its secret for this once.' })
export class CreateApiTokenPayload {
  @Field(() => ApiTokenType, { description: 'As `apiTokens` lists it.' })
  apiToken!: ApiTokenType;

  @Field(() => String, { description: 'Shown only now. Send it as `Authorization: Bearer …`.' })
  secret!: string;
}

@ObjectType({ description: 'Which token is worth nothing any more.' })
export class RevokeApiTokenPayload {
  @Field(() => ID, { description: 'Of the API token that is gone.' })
  id!: string;
}
