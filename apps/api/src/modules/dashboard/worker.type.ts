import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType()
export class RuleFailure {
  @Field(() => ID)
  ruleId!: string;

  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;
}

@ObjectType('LostPosition', {
  description: 'Events that Kafka dropped before they were read, by its retention.',
})
export class LostPositionType {
  @Field(() => ID)
  pipelineId!: string;

  @Field(() => String)
  topic!: string;

  @Field(() => Int)
  partition!: number;

  @Field(() => Float)
  from!: number;

  @Field(() => Float)
  to!: number;

  @Field(() => DateTime)
  at!: Date;
}

@ObjectType('Worker', { description: 'One running matcher.' })
export class WorkerType {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  host!: string;

  @Field(() => String)
  version!: string;

  @Field(() => DateTime)
  startedAt!: Date;

  @Field(() => DateTime)
  lastSeenAt!: Date;

  @Field(() => Boolean, { description: 'No heartbeat for 10 seconds.' })
  stale!: boolean;

  @Field(() => Int, { description: 'The newest revision whose configuration its events meet.' })
  appliedRevision!: number;

  @Field(() => Int)
  partitions!: number;

  @Field(() => Int)
  rulesLoaded!: number;

  @Field(() => [RuleFailure], { description: 'The first 100.' })
  rulesRefused!: RuleFailure[];

  @Field(() => [LostPositionType], { description: 'The newest 50.' })
  lostPositions!: LostPositionType[];

  @Field(() => Float)
  memoryBytes!: number;
}
