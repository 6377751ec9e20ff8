import { ArgsType, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInput } from '../../graphql/page-input.type.ts';
import { MetricsRangeInput } from '../metrics/index.ts';
import { RuleObject } from '../rules/index.ts';
import { TopicSampleInput } from '../topics/index.ts';

export enum PipelineRuleActivity {
  MATCHED = 'MATCHED',
  NEVER_MATCHED = 'NEVER_MATCHED',
  CANNOT_FIRE = 'CANNOT_FIRE',
}
registerEnumType(PipelineRuleActivity, {
  name: 'PipelineRuleActivity',
  description: 'What a rule does in a pipeline.',
  valuesConfig: {
    MATCHED: { description: 'It matched in the range, in the stage SHADOW too.' },
    NEVER_MATCHED: { description: 'It did not match in the range, in the stage SHADOW neither.' },
    CANNOT_FIRE: {
      description: 'It can never fire on events with the fields of those given; needs `events` or `sample`.',
    },
  },
});

export enum PipelineRuleOrder {
  MATCHES = 'MATCHES',
  TRIES = 'TRIES',
  TITLE = 'TITLE',
  LEVEL = 'LEVEL',
}
registerEnumType(PipelineRuleOrder, {
  name: 'PipelineRuleSort',
  description: 'The order of the rules of a pipeline. What is alike in it follows by title.',
  valuesConfig: {
    MATCHES: { description: 'Most matches in the pipeline first, those in the stage SHADOW with them.' },
    TRIES: {
      description: 'What cost most comes first: most evaluations in the last 24 hours, over all pipelines.',
    },
    TITLE: { description: 'By title.' },
    LEVEL: { description: 'Highest first, by the level in force.' },
  },
});

@ArgsType()
export class PipelineRulesArgs {
  @Field(() => ID, { description: 'Of the pipeline.' })
  pipelineId!: string;

  @Field(() => PipelineRuleActivity, {
    nullable: true,
    description: 'Rules that do this alone; all where it is left out.',
  })
  activity?: PipelineRuleActivity | null;

  @Field(() => String, { nullable: true, description: 'As in RuleFilter.' })
  search?: string | null;

  @Field(() => PipelineRuleOrder, {
    defaultValue: PipelineRuleOrder.MATCHES,
    description: 'Which come first.',
  })
  sort!: PipelineRuleOrder;

  @Field(() => PageInput, { nullable: true, description: 'The first 50 where it is left out.' })
  page?: PageInput | null;

  @Field(() => MetricsRangeInput, {
    nullable: true,
    description: 'In whole hours, at most 31 days; the last 24 hours where it is left out.',
  })
  range?: MetricsRangeInput | null;

  @Field(() => [String], {
    defaultValue: [],
    description:
      'Events of the sources, JSON each, at most 100: their fields tell which rules can never fire.',
  })
  events!: string[];

  @Field(() => TopicSampleInput, {
    nullable: true,
    description: 'Events of a source, besides those given. A token needs TOPICS_READ for it.',
  })
  sample?: TopicSampleInput | null;
}

@ObjectType('PipelineRule', {
  description: 'A rule that workers match for a pipeline, or would once it is enabled.',
})
export class PipelineRuleType {
  @Field(() => RuleObject, { description: 'Enabled, no DRAFT, and none that the pipeline leaves out.' })
  rule!: RuleObject;

  @Field(() => Float, { description: 'Events of this pipeline that it tagged in the range.' })
  matches!: number;

  @Field(() => Float, { description: 'Events of this pipeline that it matched in the stage SHADOW.' })
  shadowMatches!: number;

  @Field(() => [[String]], {
    nullable: true,
    description:
      'Sets of missing fields, any of which would let it fire; `*` is any field. None: it contradicts itself. null where it can fire, or no events are given.',
  })
  missing!: readonly (readonly string[])[] | null;
}

@ObjectType('PipelineRulePage', { description: 'Rules of a pipeline, and how many there are in all.' })
export class PipelineRulePageType {
  @Field(() => [PipelineRuleType], { description: 'In the order that was asked for; empty behind the last.' })
  items!: readonly PipelineRuleType[];

  @Field(() => Int, { description: 'Rules that do what was asked for, on all pages.' })
  totalCount!: number;

  @Field(() => Boolean, {
    description: 'true: not all rules were looked at for missing fields, as there are more than 60,000.',
  })
  isCut!: boolean;
}
