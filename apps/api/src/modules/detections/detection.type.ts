import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { TechniqueType } from '../../graphql/technique.type.ts';

@ObjectType({ description: 'A rule that matched, as it was at that time.' })
export class DetectionRule {
  @Field(() => ID, { description: 'As `rule` takes it; the rule may be deleted since.' })
  ruleId!: string;

  @Field(() => ID, { description: 'The id that the author gave it.' })
  sigmaId!: string;

  @Field(() => String, { description: "As the rule's text said." })
  title!: string;

  @Field(() => RuleLevel, { description: 'The level in force at that time, an override included.' })
  level!: RuleLevel;

  @Field(() => [TechniqueType], { description: "Of ATT&CK, from the rule's tags." })
  techniques!: TechniqueType[];
}

@ObjectType('Detection', { description: 'One event with the rules that matched it.' })
export class DetectionType {
  @Field(() => ID, {
    description: 'pipeline/topic/partition/offset/index; also in the header `sluice-detection-id`.',
  })
  id!: string;

  @Field(() => ID, { description: 'As `pipeline` takes it; the pipeline may be deleted since.' })
  pipelineId!: string;

  @Field(() => String, { description: 'The id where the pipeline was deleted since.' })
  pipelineName!: string;

  @Field(() => RuleLevel, { description: 'The highest level of the rules that matched.' })
  severity!: RuleLevel;

  @Field(() => [DetectionRule], { description: 'Those that matched, in the stage LIVE; at least one.' })
  rules!: DetectionRule[];

  @Field(() => String, { description: 'The source topic that the event was read from.' })
  topic!: string;

  @Field(() => Int, { description: 'Of the source topic, counted from 0.' })
  partition!: number;

  @Field(() => String, { description: '64 bits: a decimal string.' })
  offset!: string;

  @Field(() => DateTime, {
    description: "When a worker matched it, by the worker's clock; detections are listed by this.",
  })
  matchedAt!: Date;

  @Field(() => DateTime, { description: "The source record's timestamp." })
  eventAt!: Date;

  @Field(() => Int, { description: 'Revision of the configuration that it was matched with.' })
  revision!: number;

  @Field(() => String, { description: 'The event as it was read, cut at 16384 characters.' })
  event!: string;

  @Field(() => Boolean, { description: 'true: `event` is cut, and the whole is in the destination topic.' })
  eventTruncated!: boolean;
}
