import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { DetectionType } from '../detections/index.ts';
import { PipelineObject } from '../pipelines/index.ts';
import { PipelineMetrics, TopicMetrics } from './metrics.type.ts';
import { WorkerType } from './worker.type.ts';

@ObjectType({ description: 'A rule, with its matches in the last 15 minutes.' })
export class TopRule {
  @Field(() => ID, { description: 'As `rule` takes it.' })
  ruleId!: string;

  @Field(() => ID, { description: 'The id that the author gave it.' })
  sigmaId!: string;

  @Field(() => String, { description: "As the rule's text says." })
  title!: string;

  @Field(() => RuleLevel, { description: "As the rule's text says." })
  level!: RuleLevel;

  @Field(() => Int, { description: 'Pairs of event and rule in the last 15 minutes, over all pipelines.' })
  matches!: number;
}

@ObjectType('SeriesPoint', { description: 'What all pipelines did within 5 seconds.' })
export class SeriesPointType {
  @Field(() => DateTime, { description: 'Start of the 5 seconds that it is the mean of.' })
  at!: Date;

  @Field(() => Float, { description: 'Source records worked off, over all pipelines.' })
  eventsPerSecond!: number;

  @Field(() => Float, { description: 'Pairs of event and rule, over all pipelines.' })
  matchesPerSecond!: number;
}

@ObjectType({
  description: 'All that the overview shows, as of now; `metrics` and `detections` carry it on.',
})
export class Dashboard {
  @Field(() => DateTime, { description: "When the snapshot was taken, by the API's clock." })
  at!: Date;

  @Field(() => Int, { description: 'The newest revision of the configuration.' })
  revision!: number;

  @Field(() => [PipelineObject], {
    description: 'By name, disabled ones too; those that the caller may see.',
  })
  pipelines!: PipelineObject[];

  @Field(() => [TopicMetrics], {
    description: 'Topics that pipelines read or write, by name; those that the caller may see.',
  })
  topics!: TopicMetrics[];

  @Field(() => [WorkerType], { description: 'Those heard of within 10 minutes, by id.' })
  workers!: WorkerType[];

  @Field(() => [SeriesPointType], {
    description: 'The last 15 minutes, one point for 5 seconds, oldest first.',
  })
  series!: SeriesPointType[];

  @Field(() => [TopRule], { description: 'The 10 with most matches.' })
  topRules!: TopRule[];

  @Field(() => [DetectionType], { description: 'The newest 50, newest first.' })
  detections!: DetectionType[];

  @Field(() => Int, { description: 'All rules, in any stage and disabled ones too.' })
  rulesTotal!: number;
}

@ObjectType({ description: 'Pushed once a second.' })
export class MetricsTick {
  @Field(() => DateTime, { description: "When it was taken, by the API's clock." })
  at!: Date;

  @Field(() => Int, {
    description: 'One more than in the tick before; a gap means: fetch the snapshot again.',
  })
  sequence!: number;

  @Field(() => Int, { description: 'The newest revision of the configuration.' })
  revision!: number;

  @Field(() => Float, {
    description: 'Source records worked off, over the pipelines that the caller may see; mean of 3 seconds.',
  })
  eventsPerSecond!: number;

  @Field(() => Float, {
    description: 'Pairs of event and rule, over the pipelines that the caller may see; mean of 3 seconds.',
  })
  matchesPerSecond!: number;

  @Field(() => [PipelineMetrics], { description: 'One for each pipeline that the caller may see, by name.' })
  pipelines!: PipelineMetrics[];

  @Field(() => [TopicMetrics], { description: 'As in Dashboard.' })
  topics!: TopicMetrics[];

  @Field(() => [WorkerType], { description: 'As in Dashboard.' })
  workers!: WorkerType[];

  @Field(() => [TopRule], {
    description: 'The 10 with most matches; none where the caller may not see every topic.',
  })
  topRules!: TopRule[];
}
