import { GraphQLDateTime as DateTime, GraphQLJSONObject as JsonObject } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SigmaLogSourceInput, SigmaLogSourceType } from '../../graphql/sigma-log-source.type.ts';
import { StartPosition } from './pipeline.entity.ts';

registerEnumType(StartPosition, {
  name: 'StartPosition',
  description:
    'Where a pipeline begins in a topic that it has not read before. LATEST: with what comes from now on.',
});

@ObjectType('Pipeline', {
  description: 'Source topics, the rules to match, and the topic that tagged events go to.',
})
export class PipelineObject {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Boolean)
  enabled!: boolean;

  @Field(() => [String])
  sourceTopics!: string[];

  @Field(() => String)
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

  @Field(() => StartPosition)
  startPosition!: StartPosition;

  @Field(() => DateTime, { nullable: true, description: 'With TIMESTAMP only.' })
  startAt!: Date | null;

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;

  /** For the relations; not in the schema. */
  repositoryIds!: string[];
  filterIds!: string[];
  logSourceId!: string | null;
}

@InputType()
export class CreatePipelineInput {
  @Field(() => String, { description: '1 to 100 characters; unique.' })
  name!: string;

  @Field(() => [String])
  sourceTopics!: string[];

  @Field(() => String)
  destinationTopic!: string;

  @Field(() => [ID])
  repositoryIds!: string[];

  @Field(() => Boolean, { defaultValue: true })
  enabled!: boolean;

  @Field(() => Boolean, { defaultValue: false })
  writeUntagged!: boolean;

  @Field(() => StartPosition, { defaultValue: StartPosition.LATEST })
  startPosition!: StartPosition;

  @Field(() => DateTime, {
    nullable: true,
    description: 'For TIMESTAMP: events count that came to their topic at this time or later.',
  })
  startAt?: Date | null;

  @Field(() => SigmaLogSourceInput, { nullable: true })
  sigmaLogSource?: SigmaLogSourceInput | null;

  @Field(() => ID, { nullable: true })
  logSourceId?: string | null;

  @Field(() => [ID], { defaultValue: [] })
  filterIds!: string[];

  @Field(() => JsonObject, { nullable: true })
  customFields?: Record<string, unknown> | null;

  @Field(() => Boolean, { defaultValue: false })
  writeFiltered!: boolean;

  @Field(() => Boolean, { defaultValue: false })
  writeParsed!: boolean;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdatePipelineInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => [String], { nullable: true })
  sourceTopics?: string[];

  @Field(() => String, { nullable: true })
  destinationTopic?: string;

  @Field(() => [ID], { nullable: true })
  repositoryIds?: string[];

  @Field(() => Boolean, { nullable: true })
  enabled?: boolean;

  @Field(() => Boolean, { nullable: true })
  writeUntagged?: boolean;

  @Field(() => SigmaLogSourceInput, { nullable: true, description: 'null: it is read from each event.' })
  sigmaLogSource?: SigmaLogSourceInput | null;

  @Field(() => ID, { nullable: true, description: 'null: none.' })
  logSourceId?: string | null;

  @Field(() => [ID], { nullable: true })
  filterIds?: string[];

  @Field(() => JsonObject, { nullable: true, description: 'All of them as they are to be.' })
  customFields?: Record<string, unknown>;

  @Field(() => Boolean, { nullable: true })
  writeFiltered?: boolean;

  @Field(() => Boolean, { nullable: true })
  writeParsed?: boolean;

  @Field(() => [ID], { nullable: true, description: 'All of them as they are to be.' })
  disabledRuleIds?: string[];
}

@ObjectType()
export class CreatePipelinePayload {
  @Field(() => PipelineObject)
  pipeline!: PipelineObject;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}

@ObjectType()
export class UpdatePipelinePayload {
  @Field(() => PipelineObject)
  pipeline!: PipelineObject;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}

@ObjectType()
export class DeletePipelinePayload {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  revision!: number;
}
