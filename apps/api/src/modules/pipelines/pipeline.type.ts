import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LogSourceInput, LogSourceType } from '../../graphql/log-source.type.ts';
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

  @Field(() => LogSourceType, {
    nullable: true,
    description: 'Where all events of the sources have one log source; null: it is read from each event.',
  })
  logSource!: LogSourceType | null;

  @Field(() => Boolean, { description: 'Whether events without a match are written too.' })
  writeUntagged!: boolean;

  @Field(() => StartPosition)
  startPosition!: StartPosition;

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;

  /** For the relation; not in the schema. */
  repositoryIds!: string[];
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

  @Field(() => LogSourceInput, { nullable: true })
  logSource?: LogSourceInput | null;
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

  @Field(() => LogSourceInput, { nullable: true, description: 'null: it is read from each event.' })
  logSource?: LogSourceInput | null;
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
