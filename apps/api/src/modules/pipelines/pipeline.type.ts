import { GraphQLDateTime as DateTime, GraphQLJSONObject as JsonObject } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SigmaLogSourceInput, SigmaLogSourceType } from '../../graphql/sigma-log-source.type.ts';
import { StartPosition } from './pipeline.entity.ts';

registerEnumType(StartPosition, {
  name: 'StartPosition',
  description:
    'Where a pipeline begins in a topic that it has not read before. LATEST: with what comes from now on.',
  valuesConfig: {
    EARLIEST: { description: 'At the oldest event that Kafka still has.' },
    LATEST: { description: 'Behind the newest event, when the pipeline is created or given the topic.' },
    TIMESTAMP: { description: 'At the first event that came to its topic at `startAt` or later.' },
  },
});

@ObjectType('Pipeline', {
  description: 'Source topics, the rules to match, and the topic that tagged events go to.',
})
export class PipelineObject {
  @Field(() => ID, { description: 'Given by Sluice; part of the ids of its detections.' })
  id!: string;

  @Field(() => String, { description: 'Unique; 1 to 100 characters.' })
  name!: string;

  @Field(() => Boolean, {
    description: 'A disabled pipeline reads nothing, and goes on later where it stopped.',
  })
  enabled!: boolean;

  @Field(() => [String], { description: '1 to 100; events of all of them are matched alike.' })
  sourceTopics!: string[];

  @Field(() => String, {
    description: 'Where events with a match go; never a topic that leads back to a source.',
  })
  destinationTopic!: string;

  @Field(() => SigmaLogSourceType, {
    nullable: true,
    description: 'Where all events of the sources have one log source; null: it is read from each event.',
  })
  sigmaLogSource!: SigmaLogSourceType | null;

  @Field(() => Boolean, { description: 'Whether events without a match are written too.' })
  writeUntagged!: boolean;

  @Field(() => Boolean, { description: 'Whether events that a filter took out are written too.' })
  writeFiltered!: boolean;

  @Field(() => Boolean, {
    description: 'Whether events are written as the parsing script left them, in place of as they came.',
  })
  writeParsed!: boolean;

  @Field(() => JsonObject, {
    description: 'Put at the root of each event that is written, where it has no such field of its own.',
  })
  customFields!: Record<string, unknown>;

  @Field(() => [ID], { description: "Rules of the repositories that don't count in this pipeline." })
  disabledRuleIds!: string[];

  @Field(() => StartPosition, {
    description: 'For topics that it has not read before; set once, at its creation.',
  })
  startPosition!: StartPosition;

  @Field(() => DateTime, { nullable: true, description: 'With TIMESTAMP only.' })
  startAt!: Date | null;

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime, { description: 'When it was created; the audit log tells by whom.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed; at first as `createdAt`.' })
  updatedAt!: Date;

  /** For the relations; not in the schema. */
  repositoryIds!: string[];
  filterIds!: string[];
  logSourceId!: string | null;
}

@InputType({ description: 'A pipeline, with topics that Kafka has already.' })
export class CreatePipelineInput {
  @Field(() => String, { description: '1 to 100 characters; unique.' })
  name!: string;

  @Field(() => [String], { description: '1 to 100, each once; those of Sluice and Kafka are refused.' })
  sourceTopics!: string[];

  @Field(() => String, {
    description: 'BAD_USER_INPUT where it leads back to a source, also through other pipelines.',
  })
  destinationTopic!: string;

  @Field(() => [ID], { description: 'Whose rules are matched; NOT_FOUND where one is not there.' })
  repositoryIds!: string[];

  @Field(() => Boolean, { defaultValue: true, description: 'false: it is kept, and no worker takes it up.' })
  enabled!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'true: events without a match are written to the destination too.',
  })
  writeUntagged!: boolean;

  @Field(() => StartPosition, { defaultValue: StartPosition.LATEST, description: 'Cannot be changed later.' })
  startPosition!: StartPosition;

  @Field(() => DateTime, {
    nullable: true,
    description: 'For TIMESTAMP: events count that came to their topic at this time or later.',
  })
  startAt?: Date | null;

  @Field(() => SigmaLogSourceInput, {
    nullable: true,
    description: 'Where all events have one log source; without it, it is read from each event.',
  })
  sigmaLogSource?: SigmaLogSourceInput | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Whose script and mapping events go through first; without it they stay as they come.',
  })
  logSourceId?: string | null;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'An event that one of these filters matches is not tried against rules.',
  })
  filterIds!: string[];

  @Field(() => [ID], {
    defaultValue: [],
    description:
      "Rules of the repositories that don't count in this pipeline; NOT_FOUND where one is not there.",
  })
  disabledRuleIds!: string[];

  @Field(() => JsonObject, {
    nullable: true,
    description: 'Put at the root of each event that is written; at most 100 fields, 16 KiB of JSON in all.',
  })
  customFields?: Record<string, unknown> | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'true: events that a filter took out are written to the destination too.',
  })
  writeFiltered!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'true: events are written as the parsing script left them.',
  })
  writeParsed!: boolean;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdatePipelineInput {
  @Field(() => ID, { description: 'Of the pipeline.' })
  id!: string;

  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, { nullable: true, description: '1 to 100 characters; unique.' })
  name?: string;

  @Field(() => [String], {
    nullable: true,
    description: 'All of them as they are to be; a new one is read from the start position on.',
  })
  sourceTopics?: string[];

  @Field(() => String, {
    nullable: true,
    description: 'A topic that Kafka has and that leads back to no source.',
  })
  destinationTopic?: string;

  @Field(() => [ID], { nullable: true, description: 'All of them as they are to be.' })
  repositoryIds?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'false: workers finish what they read, and the position is kept.',
  })
  enabled?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether events without a match are written too.' })
  writeUntagged?: boolean;

  @Field(() => SigmaLogSourceInput, { nullable: true, description: 'null: it is read from each event.' })
  sigmaLogSource?: SigmaLogSourceInput | null;

  @Field(() => ID, { nullable: true, description: 'null: none.' })
  logSourceId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'All of them as they are to be.' })
  filterIds?: string[];

  @Field(() => JsonObject, { nullable: true, description: 'All of them as they are to be.' })
  customFields?: Record<string, unknown>;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether events that a filter took out are written too.',
  })
  writeFiltered?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether events are written as the parsing script left them.',
  })
  writeParsed?: boolean;

  @Field(() => [ID], { nullable: true, description: 'All of them as they are to be.' })
  disabledRuleIds?: string[];
}

@InputType({ description: 'Which pipeline is copied, and what is otherwise.' })
export class ClonePipelineInput {
  @Field(() => ID, { description: 'Of the pipeline that is copied.' })
  id!: string;

  @Field(() => String, { description: 'Of the copy: 1 to 100 characters; unique.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Of the copy: a topic that Kafka has and that leads back to no source. The same without it.',
  })
  destinationTopic?: string | null;
}

@ObjectType({ description: 'The new pipeline; workers take it up once its revision is in Kafka.' })
export class CreatePipelinePayload {
  @Field(() => PipelineObject, { description: 'With its first version, 1.' })
  pipeline!: PipelineObject;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}

@ObjectType({ description: 'The copy; it is disabled.' })
export class ClonePipelinePayload {
  @Field(() => PipelineObject, { description: 'With its first version, 1.' })
  pipeline!: PipelineObject;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}

@ObjectType({ description: 'The pipeline as it is now.' })
export class UpdatePipelinePayload {
  @Field(() => PipelineObject, { description: 'Its `version` has grown.' })
  pipeline!: PipelineObject;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}

@ObjectType({ description: 'What is gone, and the revision that workers learn it by.' })
export class DeletePipelinePayload {
  @Field(() => ID, { description: 'Of the pipeline that is gone; its detections stay.' })
  id!: string;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}
