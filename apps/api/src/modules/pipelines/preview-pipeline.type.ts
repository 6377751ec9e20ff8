import { GraphQLJSON as Json } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { TopicSampleInput } from '../topics/index.ts';
import { CreatePipelineInput, UpdatePipelineInput } from './pipeline.type.ts';

@InputType({ description: 'One of `create` and `update`.' })
export class PreviewPipelineInput {
  @Field(() => CreatePipelineInput, { nullable: true })
  create?: CreatePipelineInput | null;

  @Field(() => UpdatePipelineInput, { nullable: true })
  update?: UpdatePipelineInput | null;

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

@ObjectType('PreviewedRule')
export class PreviewedRuleType {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  sigmaId!: string;

  @Field(() => String)
  title!: string;
}

@ObjectType('PreviewedRules')
export class PreviewedRulesType {
  @Field(() => Int)
  count!: number;

  @Field(() => [PreviewedRuleType], { description: 'By title, at most 100.' })
  first!: readonly PreviewedRuleType[];
}

@ObjectType('SilentRule', { description: 'A rule that can never fire on events with these fields.' })
export class SilentRuleType {
  @Field(() => PreviewedRuleType)
  rule!: PreviewedRuleType;

  @Field(() => [[String]], {
    description:
      'Sets of missing fields, any of which would let it fire; `*` is any field. None: it contradicts itself.',
  })
  missing!: readonly (readonly string[])[];
}

@ObjectType('SilentRules')
export class SilentRulesType {
  @Field(() => Int)
  count!: number;

  @Field(() => [SilentRuleType], { description: 'By title, at most 100.' })
  first!: readonly SilentRuleType[];
}

@ObjectType('PreviewedChange')
export class PreviewedChangeType {
  @Field(() => String)
  field!: string;

  @Field(() => Json, { nullable: true })
  before!: unknown;

  @Field(() => Json, { nullable: true })
  after!: unknown;
}

@ObjectType('PipelinePreview', { description: 'What a change of a pipeline would do. Nothing is stored.' })
export class PipelinePreviewType {
  @Field(() => [String], { description: 'Why the change would be refused; the rest is then empty.' })
  problems!: readonly string[];

  @Field(() => [PreviewedChangeType])
  changes!: readonly PreviewedChangeType[];

  @Field(() => PreviewedRulesType, { description: 'Rules that workers would match and do not now.' })
  rulesAdded!: PreviewedRulesType;

  @Field(() => PreviewedRulesType, { description: 'Rules that workers match now and would no longer.' })
  rulesRemoved!: PreviewedRulesType;

  @Field(() => SilentRulesType, { nullable: true, description: 'null where no events are given.' })
  silentRules!: SilentRulesType | null;
}
