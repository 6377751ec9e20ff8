import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A rule that a worker refused to load; the others are matched all the same.' })
export class RuleFailure {
  @Field(() => ID, { description: 'As `rule` takes it.' })
  ruleId!: string;

  @Field(() => String, { description: 'Stable, for programs; as in Diagnostic.' })
  code!: string;

  @Field(() => String, { description: 'Why, for people.' })
  message!: string;
}

@ObjectType('LostPosition', {
  description: 'Events that Kafka dropped before they were read, by its retention.',
})
export class LostPositionType {
  @Field(() => ID, { description: 'The pipeline that did not read them in time.' })
  pipelineId!: string;

  @Field(() => String, { description: 'The source topic.' })
  topic!: string;

  @Field(() => Int, { description: 'Counted from 0.' })
  partition!: number;

  @Field(() => Float, { description: 'The first offset that was due and is no longer in Kafka.' })
  from!: number;

  @Field(() => Float, { description: 'The offset where reading went on.' })
  to!: number;

  @Field(() => DateTime, { description: 'When the worker found it.' })
  at!: Date;
}

@ObjectType('Worker', { description: 'One running matcher.' })
export class WorkerType {
  @Field(() => ID, { description: 'Its WORKER_ID; the host name where none was set.' })
  id!: string;

  @Field(() => String, { description: 'The machine or container that it runs on, as it tells itself.' })
  host!: string;

  @Field(() => String, { description: 'Of the matcher.' })
  version!: string;

  @Field(() => DateTime, { description: 'When this run of it began, by its own clock.' })
  startedAt!: Date;

  @Field(() => DateTime, {
    description: "When its last heartbeat came, by the API's clock; one comes every 2 seconds.",
  })
  lastSeenAt!: Date;

  @Field(() => Boolean, { description: 'No heartbeat for 10 seconds.' })
  stale!: boolean;

  @Field(() => Int, { description: 'The newest revision whose configuration its events meet.' })
  appliedRevision!: number;

  @Field(() => Int, { description: 'Partitions that it reads, over all pipelines.' })
  partitions!: number;

  @Field(() => Int, { description: 'Rules that it has and did not refuse.' })
  rulesLoaded!: number;

  @Field(() => [RuleFailure], { description: 'The first 100.' })
  rulesRefused!: RuleFailure[];

  @Field(() => [LostPositionType], { description: 'The newest 50.' })
  lostPositions!: LostPositionType[];

  @Field(() => Float, { description: 'Of the whole process.' })
  memoryBytes!: number;
}
