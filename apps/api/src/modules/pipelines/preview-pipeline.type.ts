import { GraphQLJSON as Json } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { TopicSampleInput } from '../topics/index.ts';
import { CreatePipelineInput, PipelineObject, UpdatePipelineInput } from './pipeline.type.ts';

@InputType({ description: 'One of `create`, `update` and `delete`.' })
export class PreviewPipelineInput {
  @Field(() => CreatePipelineInput, { nullable: true, description: 'As `createPipeline` takes it.' })
  create?: CreatePipelineInput | null;

  @Field(() => UpdatePipelineInput, { nullable: true, description: 'As `updatePipeline` takes it.' })
  update?: UpdatePipelineInput | null;

  @Field(() => ID, { nullable: true, description: 'Of the pipeline, as `deletePipeline` takes it.' })
  delete?: string | null;

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

@ObjectType('PreviewedChange', { description: 'A fact that would become another.' })
export class PreviewedChangeType {
  @Field(() => String, {
    description:
      'As in Pipeline, Filter, LogSource or Rule; of a pipeline `repositoryIds` and `filterIds` for those that it uses.',
  })
  field!: string;

  @Field(() => Json, { nullable: true, description: 'null where there was none.' })
  before!: unknown;

  @Field(() => Json, { nullable: true, description: 'null where it would be taken away.' })
  after!: unknown;
}

@ObjectType('PreviewedEvents', { description: 'What becomes of the events that a preview was given.' })
export class PreviewedEventsType {
  @Field(() => Int, { description: 'Those that are events: JSON objects within the bounds of one.' })
  read!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Those that filters take out now; null where the pipeline is new.',
  })
  filteredBefore!: number | null;

  @Field(() => Int, { description: 'Those that filters would take out: no rule is tried on them.' })
  filteredAfter!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Those that the parsing script cannot go through now; null where the pipeline is new.',
  })
  unparsedBefore!: number | null;

  @Field(() => Int, { description: 'Those that the parsing script could not go through.' })
  unparsedAfter!: number;
}

@ObjectType('PipelinePreview', { description: 'What a change would do to a pipeline. Nothing is stored.' })
export class PipelinePreviewType {
  @Field(() => PipelineObject, { nullable: true, description: 'As it is; null where it is new.' })
  pipeline!: PipelineObject | null;

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

  @Field(() => PreviewedRulesType, {
    description: 'Rules that workers match now and would match with another text, stage or level.',
  })
  rulesChanged!: PreviewedRulesType;

  @Field(() => PreviewedEventsType, {
    nullable: true,
    description: 'null where no events are given, and where the pipeline goes.',
  })
  events!: PreviewedEventsType | null;

  @Field(() => SilentRulesType, {
    nullable: true,
    description: 'After the change, and of events that no filter takes out; null where `events` is.',
  })
  silentRules!: SilentRulesType | null;

  @Field(() => Boolean, {
    description:
      'true: there was more than one preview looks at. `events` is null then, or `silentRules` counts some of the rules alone.',
  })
  isCut!: boolean;
}
