import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PipelineStatus } from './pipeline-status.ts';

registerEnumType(PipelineStatus, {
  name: 'PipelineStatus',
  description:
    'Worst first. FAILED: a worker cannot run it, or its destination refuses. LAGGING: it is behind. WAITING: no worker has it yet.',
  valuesConfig: {
    FAILED: { description: 'A worker cannot run it, or its destination refuses; `statusReason` says why.' },
    LAGGING: { description: 'More than 1,000 events wait, and more than 10 seconds of its pace.' },
    WAITING: { description: 'It is enabled, and no live worker has it yet.' },
    RUNNING: { description: 'Events are matched as they come.' },
    DISABLED: { description: 'Somebody switched it off.' },
  },
});

@ObjectType({
  description: "Milliseconds from the source record's timestamp to the acknowledged write, over 10 seconds.",
})
export class Latency {
  @Field(() => Float, { description: 'Half of the events took no longer.' })
  p50!: number;

  @Field(() => Float, { description: '95 of 100 events took no longer.' })
  p95!: number;

  @Field(() => Float, { description: '99 of 100 events took no longer.' })
  p99!: number;
}

@ObjectType({ description: 'What a pipeline does now; rates are means of 3 seconds.' })
export class PipelineMetrics {
  @Field(() => ID, { description: 'As `pipeline` takes it.' })
  pipelineId!: string;

  @Field(() => PipelineStatus, { description: 'How it stands, all workers together.' })
  status!: PipelineStatus;

  @Field(() => String, { nullable: true, description: 'A sentence; null while it runs or is disabled.' })
  statusReason!: string | null;

  @Field(() => Float, { description: 'Source records worked off.' })
  eventsInPerSecond!: number;

  @Field(() => Float, { description: 'Written to the destination.' })
  eventsOutPerSecond!: number;

  @Field(() => Float, { description: 'Pairs of event and rule.' })
  matchesPerSecond!: number;

  @Field(() => Float, {
    description: 'Records that could not be processed, and went to the topic of dead letters.',
  })
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

@ObjectType({ description: 'What goes through a topic now; means of 3 seconds.' })
export class TopicMetrics {
  @Field(() => String, { description: 'Its name at Kafka.' })
  topic!: string;

  @Field(() => Float, {
    description:
      'Written to the topic by anybody, as Kafka counts it; where Kafka could not be asked, by pipelines.',
  })
  eventsInPerSecond!: number;

  @Field(() => Float, { description: 'Read from the topic by pipelines.' })
  eventsOutPerSecond!: number;
}
