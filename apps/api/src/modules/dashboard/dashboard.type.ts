import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { DetectionType } from '../detections/index.ts';
import { PipelineObject } from '../pipelines/index.ts';
import { PipelineMetrics, TopicMetrics } from './metrics.type.ts';
import { WorkerType } from './worker.type.ts';

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
