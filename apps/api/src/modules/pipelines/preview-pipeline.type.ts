import { GraphQLJSON as Json } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { TopicSampleInput } from '../topics/index.ts';
import { CreatePipelineInput, UpdatePipelineInput } from './pipeline.type.ts';

@InputType({ description: 'One of `create` and `update`.' })
export class PreviewPipelineInput {
  @Field(() => CreatePipelineInput, { nullable: true, description: 'As `createPipeline` takes it.' })
  create?: CreatePipelineInput | null;

  @Field(() => UpdatePipelineInput, { nullable: true, description: 'As `updatePipeline` takes it.' })
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

@ObjectType('PreviewedRule', { description: 'A rule that the change has to do with.' })
export class PreviewedRuleType {
  @Field(() => ID, { description: 'As `rule` takes it.' })
  id!: string;

  @Field(() => ID, { description: 'The id that the author gave it.' })
  sigmaId!: string;

  @Field(() => String, { description: 'As the text says.' })
  title!: string;
}

@ObjectType('PreviewedRules', { description: 'The first of several rules, and how many there are.' })
export class PreviewedRulesType {
  @Field(() => Int, { description: 'All of them, also those that `first` has no room for.' })
  count!: number;

  @Field(() => [PreviewedRuleType], { description: 'By title, at most 100.' })
  first!: readonly PreviewedRuleType[];
}

@ObjectType('SilentRule', { description: 'A rule that can never fire on events with these fields.' })
export class SilentRuleType {
  @Field(() => PreviewedRuleType, { description: 'One of those that workers would match after the change.' })
  rule!: PreviewedRuleType;

  @Field(() => [[String]], {
    description:
      'Sets of missing fields, any of which would let it fire; `*` is any field. None: it contradicts itself.',
  })
  missing!: readonly (readonly string[])[];
}

@ObjectType('SilentRules', {
  description: 'The first rules that can never fire on the events given, and how many there are.',
})
export class SilentRulesType {
  @Field(() => Int, { description: 'All of them, also those that `first` has no room for.' })
  count!: number;

  @Field(() => [SilentRuleType], { description: 'By title, at most 100.' })
  first!: readonly SilentRuleType[];
}

@ObjectType('PreviewedChange', { description: 'A fact of the pipeline that would become another.' })
export class PreviewedChangeType {
  @Field(() => String, {
    description: 'As in Pipeline; `repositoryIds` and `filterIds` for those that it uses.',
  })
  field!: string;

  @Field(() => Json, { nullable: true, description: 'null where the pipeline is new.' })
  before!: unknown;

  @Field(() => Json, { nullable: true, description: 'null where it would be taken away.' })
  after!: unknown;
}

@ObjectType('PipelinePreview', { description: 'What a change of a pipeline would do. Nothing is stored.' })
export class PipelinePreviewType {
  @Field(() => [String], { description: 'Why the change would be refused; the rest is then empty.' })
  problems!: readonly string[];

  @Field(() => [PreviewedChangeType], {
    description: 'Facts that would become others; of a new pipeline each that it has.',
  })
  changes!: readonly PreviewedChangeType[];

  @Field(() => PreviewedRulesType, { description: 'Rules that workers would match and do not now.' })
  rulesAdded!: PreviewedRulesType;

  @Field(() => PreviewedRulesType, { description: 'Rules that workers match now and would no longer.' })
  rulesRemoved!: PreviewedRulesType;

  @Field(() => SilentRulesType, { nullable: true, description: 'null where no events are given.' })
  silentRules!: SilentRulesType | null;
}
