import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PageInfoType } from '../../graphql/page-info.type.ts';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { TechniqueType } from '../../graphql/technique.type.ts';
import { DetectionType } from './detection.type.ts';

@InputType('DetectionFilter', {
  description: 'What is left out is any; of several values any one will do, at most 100 each.',
})
export class DetectionFilterInput {
  @Field(() => DateTime, { nullable: true, description: 'When it was matched. Inclusive.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' })
  to?: Date | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Deleted ones too, as long as their detections are kept.',
  })
  pipelineIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of rules, or those that their authors gave.' })
  ruleIds?: string[] | null;

  @Field(() => [RuleLevel], { nullable: true, description: 'The highest level of the rules that matched.' })
  levels?: RuleLevel[] | null;

  @Field(() => [ID], { nullable: true, description: 'For example `T1059.001`.' })
  techniques?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Source topics.' })
  topics?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Part of the event, whatever the letter case. Looked for in 5,000 events at a time, the newest that pass the rest of the filter.',
  })
  text?: string | null;
}

@ObjectType('DetectionEdge', { description: 'A detection, and where it stands in the list.' })
export class DetectionEdge {
  @Field(() => String, { description: 'Send it as `after` for what is older.' })
  cursor!: string;

  @Field(() => DetectionType, { description: 'One event with the rules that matched it.' })
  node!: DetectionType;
}

@ObjectType('DetectionConnection', {
  description:
    'Newest first. Where a text is looked for, a page may hold less than was asked for, or nothing, and still have a next one.',
})
export class DetectionConnection {
  @Field(() => [DetectionEdge], { description: 'At most as many as were asked for.' })
  edges!: DetectionEdge[];

  @Field(() => PageInfoType, { description: '`endCursor` leads to the next, older page.' })
  pageInfo!: PageInfoType;
}

@ObjectType('DetectionLevelCount', { description: 'Detections of one level.' })
export class DetectionLevelCount {
  @Field(() => RuleLevel, { description: 'The highest of the rules that matched.' })
  level!: RuleLevel;

  @Field(() => Int, { description: 'Among those that were counted.' })
  count!: number;
}

@ObjectType('DetectionRuleCount', { description: 'Detections of one rule.' })
export class DetectionRuleCount {
  @Field(() => ID, { description: 'As the filter takes it.' })
  ruleId!: string;

  @Field(() => String, { description: 'The id where the rule was deleted since.' })
  title!: string;

  @Field(() => Int, {
    description: 'Among those that were counted; a detection with several rules counts for each.',
  })
  count!: number;
}

@ObjectType('DetectionPipelineCount', { description: 'Detections of one pipeline.' })
export class DetectionPipelineCount {
  @Field(() => ID, { description: 'As the filter takes it.' })
  pipelineId!: string;

  @Field(() => String, { description: 'The id where the pipeline was deleted since.' })
  pipelineName!: string;

  @Field(() => Int, { description: 'Among those that were counted.' })
  count!: number;
}

@ObjectType('DetectionTechniqueCount', { description: 'Detections of one technique of ATT&CK.' })
export class DetectionTechniqueCount {
  @Field(() => TechniqueType, { description: 'Its id is what the filter takes.' })
  technique!: TechniqueType;

  @Field(() => Int, {
    description: 'Among those that were counted; a detection with several techniques counts for each.',
  })
  count!: number;
}

@ObjectType('DetectionFacets', {
  description: 'Detections that pass a filter, counted by what they have. Most first.',
})
export class DetectionFacets {
  @Field(() => Int, { description: 'The newest 100,000 are counted; with a text those that are searched.' })
  total!: number;

  @Field(() => Boolean, { description: 'There are more than were counted.' })
  isCapped!: boolean;

  @Field(() => [DetectionLevelCount], { description: 'The highest level first.' })
  levels!: DetectionLevelCount[];

  @Field(() => [DetectionRuleCount], { description: 'The first 20.' })
  rules!: DetectionRuleCount[];

  @Field(() => [DetectionPipelineCount], { description: 'The first 50.' })
  pipelines!: DetectionPipelineCount[];

  @Field(() => [DetectionTechniqueCount], { description: 'The first 50.' })
  techniques!: DetectionTechniqueCount[];
}

@ObjectType('DetectionHistogramPoint', { description: 'Detections of one step.' })
export class DetectionHistogramPoint {
  @Field(() => DateTime, { description: 'Start of the step.' })
  at!: Date;

  @Field(() => Int, { description: 'By the time when they were matched.' })
  count!: number;
}

@ObjectType('DetectionHistogram', { description: 'Detections that pass a filter, over time.' })
export class DetectionHistogramType {
  @Field(() => [DetectionHistogramPoint], {
    description: 'Oldest first, one for each step, also for those without any.',
  })
  points!: DetectionHistogramPoint[];

  @Field(() => Boolean, {
    description: 'There are more than were counted, which are the newest 1,000,000: the oldest are missing.',
  })
  isCapped!: boolean;
}

@ObjectType('DetectionDetail', {
  description: 'A detection, and those of the same pipeline and source partition beside it.',
})
export class DetectionDetailType {
  @Field(() => DetectionType, { description: 'The one that was asked for.' })
  detection!: DetectionType;

  @Field(() => [DetectionType], { description: 'The 5 just before it, oldest first.' })
  before!: DetectionType[];

  @Field(() => [DetectionType], { description: 'The 5 just after it, oldest first.' })
  after!: DetectionType[];
}
