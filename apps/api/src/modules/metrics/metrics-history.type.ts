import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';

@InputType('MetricsFilter', {
  description:
    'What to sum up, at most 50 of each. Rules, topics and workers exclude each other; workers are counted over all pipelines. Nothing given: everything.',
})
export class MetricsFilterInput {
  @Field(() => [ID], { nullable: true, description: 'Those that the caller may see where it is left out.' })
  pipelineIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only matches and shadow matches are counted by rule.' })
  ruleIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Consumed: read from the topic by pipelines; written: to it.',
  })
  topics?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'As the heartbeats name them; FORBIDDEN where the caller may not see every topic.',
  })
  workerIds?: string[] | null;
}

@InputType('MetricsRange', { description: 'A range of time, rounded out to whole steps.' })
export class MetricsRangeInput {
  @Field(() => DateTime, { description: 'Inclusive.' })
  from!: Date;

  @Field(() => DateTime, { description: 'Exclusive.' })
  to!: Date;
}

@ObjectType('MetricsHistoryPoint', { description: 'Sums of one step.' })
export class MetricsHistoryPoint {
  @Field(() => DateTime, { description: 'Start of the step.' })
  at!: Date;

  @Field(() => Float, { description: 'Source records worked off.' })
  consumed!: number;

  @Field(() => Float, { description: 'Events that a rule matched.' })
  tagged!: number;

  @Field(() => Float, { description: 'Events that no rule matched.' })
  untagged!: number;

  @Field(() => Float, { description: 'Records that went to the dead letters in place of the destination.' })
  deadLettered!: number;

  @Field(() => Float, { description: 'Pairs of event and rule.' })
  matches!: number;

  @Field(() => Float, { description: 'The same of rules in the stage SHADOW; in no other count.' })
  shadowMatches!: number;

  @Field(() => Float, { description: 'Events that a filter took out; they are untagged too.' })
  filtered!: number;

  @Field(() => Float, { description: 'Events that the parsing script could not go through.' })
  unparsed!: number;

  @Field(() => Float, { description: 'Events whose log source is not known.' })
  unresolved!: number;

  @Field(() => Float, { description: 'Detections that are in the destination alone.' })
  detectionsCapped!: number;

  @Field(() => Float, { description: 'Records written, to any topic.' })
  written!: number;

  @Field(() => Float, { description: 'CPU time of the workers, ms; of workers and of everything.' })
  cpuMs!: number;
}

@ObjectType('LatencyHistoryPoint', {
  description:
    "Milliseconds from the source record's timestamp to the acknowledged write. null where nothing was processed.",
})
export class LatencyHistoryPoint {
  @Field(() => DateTime, { description: 'Start of the step.' })
  at!: Date;

  @Field(() => Float, { nullable: true, description: 'Half of the events took no longer.' })
  p50!: number | null;

  @Field(() => Float, { nullable: true, description: '95 of 100 events took no longer.' })
  p95!: number | null;

  @Field(() => Float, { nullable: true, description: '99 of 100 events took no longer.' })
  p99!: number | null;
}

@ObjectType('MetricsHistory', { description: 'Sums over a range of time, step by step.' })
export class MetricsHistoryType {
  @Field(() => Int, { description: 'Seconds.' })
  step!: number;

  @Field(() => [MetricsHistoryPoint], {
    description: 'Oldest first, one for each step, zeros included.',
  })
  points!: MetricsHistoryPoint[];

  /** For the latencies; not in the schema. */
  filter!: MetricsFilterInput | null;
  /** For the latencies; not in the schema. */
  range!: MetricsRangeInput;
}
