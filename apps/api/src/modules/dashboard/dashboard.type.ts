import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { TechniqueType } from '../../graphql/technique.type.ts';
import { PipelineObject } from '../pipelines/index.ts';
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

  @Field(() => Float, { description: 'Written to the topic by pipelines.' })
  eventsInPerSecond!: number;

  @Field(() => Float, { description: 'Read from the topic by pipelines.' })
  eventsOutPerSecond!: number;
}

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

@ObjectType({ description: 'A rule, with its matches in the last 15 minutes.' })
export class TopRule {
  @Field(() => ID)
  ruleId!: string;

  @Field(() => ID)
  sigmaId!: string;

  @Field(() => String)
  title!: string;

  @Field(() => RuleLevel)
  level!: RuleLevel;

  @Field(() => Int)
  matches!: number;
}

@ObjectType('SeriesPoint')
export class SeriesPointType {
  @Field(() => DateTime, { description: 'Start of the 5 seconds that it is the mean of.' })
  at!: Date;

  @Field(() => Float)
  eventsPerSecond!: number;

  @Field(() => Float)
  matchesPerSecond!: number;
}

@ObjectType()
export class DetectionRule {
  @Field(() => ID)
  ruleId!: string;

  @Field(() => ID)
  sigmaId!: string;

  @Field(() => String)
  title!: string;

  @Field(() => RuleLevel)
  level!: RuleLevel;

  @Field(() => [TechniqueType])
  techniques!: TechniqueType[];
}

@ObjectType('Detection', { description: 'One event with the rules that matched it.' })
export class DetectionType {
  @Field(() => ID, {
    description: 'pipeline/topic/partition/offset/index; also in the header `sluice-detection-id`.',
  })
  id!: string;

  @Field(() => ID)
  pipelineId!: string;

  @Field(() => String, { description: 'The id where the pipeline was deleted since.' })
  pipelineName!: string;

  @Field(() => RuleLevel, { description: 'The highest level of the rules that matched.' })
  severity!: RuleLevel;

  @Field(() => [DetectionRule])
  rules!: DetectionRule[];

  @Field(() => String)
  topic!: string;

  @Field(() => Int)
  partition!: number;

  @Field(() => String, { description: '64 bits: a decimal string.' })
  offset!: string;

  @Field(() => DateTime)
  matchedAt!: Date;

  @Field(() => String, { description: 'The event as it was read, cut at 16384 characters.' })
  event!: string;

  @Field(() => Boolean)
  eventTruncated!: boolean;
}

@ObjectType({
  description: 'All that the overview shows, as of now; `metrics` and `detections` carry it on.',
})
export class Dashboard {
  @Field(() => DateTime)
  at!: Date;

  @Field(() => Int, { description: 'The newest revision of the configuration.' })
  revision!: number;

  @Field(() => [PipelineObject])
  pipelines!: PipelineObject[];

  @Field(() => [TopicMetrics])
  topics!: TopicMetrics[];

  @Field(() => [WorkerType])
  workers!: WorkerType[];

  @Field(() => [SeriesPointType], {
    description: 'The last 15 minutes, one point for 5 seconds, oldest first.',
  })
  series!: SeriesPointType[];

  @Field(() => [TopRule], { description: 'The 10 with most matches.' })
  topRules!: TopRule[];

  @Field(() => [DetectionType], { description: 'The newest 50, newest first.' })
  detections!: DetectionType[];

  @Field(() => Int)
  rulesTotal!: number;
}

@ObjectType({ description: 'Pushed once a second.' })
export class MetricsTick {
  @Field(() => DateTime)
  at!: Date;

  @Field(() => Int, {
    description: 'One more than in the tick before; a gap means: fetch the snapshot again.',
  })
  sequence!: number;

  @Field(() => Int)
  revision!: number;

  @Field(() => Float)
  eventsPerSecond!: number;

  @Field(() => Float)
  matchesPerSecond!: number;

  @Field(() => [PipelineMetrics])
  pipelines!: PipelineMetrics[];

  @Field(() => [TopicMetrics])
  topics!: TopicMetrics[];

  @Field(() => [WorkerType])
  workers!: WorkerType[];

  @Field(() => [TopRule])
  topRules!: TopRule[];
}
