import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { TechniqueType } from '../../graphql/technique.type.ts';

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

  @Field(() => DateTime, { description: "The source record's timestamp." })
  eventAt!: Date;

  @Field(() => Int, { description: 'Revision of the configuration that it was matched with.' })
  revision!: number;

  @Field(() => String, { description: 'The event as it was read, cut at 16384 characters.' })
  event!: string;

  @Field(() => Boolean)
  eventTruncated!: boolean;
}
