import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PageInfoType } from '../../graphql/page-info.type.ts';

@ObjectType('ShadowMatch', { description: 'An event that a rule matched while it was in the stage SHADOW.' })
export class ShadowMatchType {
  @Field(() => ID, { description: 'rule/pipeline/topic/partition/offset/index.' })
  id!: string;

  @Field(() => ID, { description: 'As `rule` takes it; the rule may be deleted since.' })
  ruleId!: string;

  @Field(() => ID, { description: 'As `pipeline` takes it; the pipeline may be deleted since.' })
  pipelineId!: string;

  @Field(() => String, { description: 'The id where the pipeline was deleted since.' })
  pipelineName!: string;

  @Field(() => String, { description: 'Source topic.' })
  topic!: string;

  @Field(() => Int, { description: 'Of the source topic, counted from 0.' })
  partition!: number;

  @Field(() => String, { description: '64 bits: a decimal string.' })
  offset!: string;

  @Field(() => DateTime, {
    description: "When a worker matched it, by the worker's clock; samples are listed by this.",
  })
  matchedAt!: Date;

  @Field(() => DateTime, { description: "The source record's timestamp." })
  eventAt!: Date;

  @Field(() => Int, { description: 'Revision of the configuration that it was matched with.' })
  revision!: number;

  @Field(() => String, { description: 'The event as a detection would have it, cut at 8192 characters.' })
  event!: string;

  @Field(() => Boolean, { description: 'true: `event` is cut, and the whole is in the source topic.' })
  eventTruncated!: boolean;
}

@ObjectType('ShadowMatchEdge', { description: 'A sample, and where it stands in the list.' })
export class ShadowMatchEdge {
  @Field(() => String, { description: 'Send it as `after` for what is older.' })
  cursor!: string;

  @Field(() => ShadowMatchType, { description: 'One event that the rule matched.' })
  node!: ShadowMatchType;
}

@ObjectType('ShadowMatchConnection', { description: 'Newest first.' })
export class ShadowMatchConnection {
  @Field(() => [ShadowMatchEdge], { description: 'At most as many as were asked for.' })
  edges!: ShadowMatchEdge[];

  @Field(() => PageInfoType, { description: '`endCursor` leads to the next, older page.' })
  pageInfo!: PageInfoType;
}
