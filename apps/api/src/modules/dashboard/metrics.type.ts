import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PipelineStatus } from './pipeline-status.ts';

registerEnumType(PipelineStatus, {
  name: 'PipelineStatus',
  description:
    'Worst first. FAILED: a worker cannot run it, or its destination refuses. LAGGING: it is behind. WAITING: no worker has it yet.',
});

@ObjectType({
  description: "Milliseconds from the source record's timestamp to the acknowledged write, over 10 seconds.",
})
export class Latency {
  @Field(() => Float)
  p50!: number;

  @Field(() => Float)
  p95!: number;

  @Field(() => Float)
  p99!: number;
}

@ObjectType()
export class PipelineMetrics {
  @Field(() => ID)
  pipelineId!: string;

  @Field(() => PipelineStatus)
  status!: PipelineStatus;

  @Field(() => String, { nullable: true, description: 'A sentence; null while it runs or is disabled.' })
  statusReason!: string | null;

  @Field(() => Float)
  eventsInPerSecond!: number;

  @Field(() => Float, { description: 'Written to the destination.' })
  eventsOutPerSecond!: number;

  @Field(() => Float)
  matchesPerSecond!: number;

  @Field(() => Float)
  deadLettersPerSecond!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Messages not finished; null where Kafka could not be asked.',
  })
  lag!: number | null;

  @Field(() => Latency, {
    nullable: true,
    description: 'null where nothing was processed in the last 10 seconds.',
  })
  latencyMs!: Latency | null;

  @Field(() => Int, { description: 'The least that any live worker has loaded.' })
  rulesActive!: number;

  @Field(() => Int, { description: 'The most that any live worker refused.' })
  rulesRefused!: number;

  @Field(() => Float, {
    description: 'Events whose log source is not known; they are tried against all rules.',
  })
  unresolvedPerSecond!: number;
}

@ObjectType()
export class TopicMetrics {
  @Field(() => String)
  topic!: string;

  @Field(() => Float, {
    description:
      'Written to the topic by anybody, as Kafka counts it; where Kafka could not be asked, by pipelines.',
  })
  eventsInPerSecond!: number;

  @Field(() => Float, { description: 'Read from the topic by pipelines.' })
  eventsOutPerSecond!: number;
}
