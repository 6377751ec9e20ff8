import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';
import { CreateFilterInput, UpdateFilterInput } from '../filters/index.ts';
import { CreateLogSourceInput, UpdateLogSourceInput } from '../log-sources/index.ts';
import { PipelinePreviewType, PreviewedChangeType } from '../pipelines/index.ts';
import { ChangeRulesInput, CreateRuleInput, UpdateRuleInput } from '../rules/index.ts';
import { TopicSampleInput } from '../topics/index.ts';

@InputType()
class PreviewInput {
  @Field(() => [String], {
    defaultValue: [],
    description:
      'Events of the sources, JSON each, at most 100: they tell what filters take out and which rules can never fire.',
  })
  events!: string[];

  @Field(() => TopicSampleInput, {
    nullable: true,
    description: 'Events of a source, besides those given. A token needs TOPICS_READ for it.',
  })
  sample?: TopicSampleInput | null;
}

@InputType({ description: 'One of `create`, `update` and `delete`.' })
export class PreviewFilterInput extends PreviewInput {
  @Field(() => CreateFilterInput, { nullable: true, description: 'As `createFilter` takes it.' })
  create?: CreateFilterInput | null;

  @Field(() => UpdateFilterInput, { nullable: true, description: 'As `updateFilter` takes it.' })
  update?: UpdateFilterInput | null;

  @Field(() => ID, { nullable: true, description: 'Of the filter, as `deleteFilter` takes it.' })
  delete?: string | null;
}

@InputType({ description: 'One of `create`, `update` and `delete`.' })
export class PreviewLogSourceInput extends PreviewInput {
  @Field(() => CreateLogSourceInput, { nullable: true, description: 'As `createLogSource` takes it.' })
  create?: CreateLogSourceInput | null;

  @Field(() => UpdateLogSourceInput, { nullable: true, description: 'As `updateLogSource` takes it.' })
  update?: UpdateLogSourceInput | null;

  @Field(() => ID, { nullable: true, description: 'Of the log source, as `deleteLogSource` takes it.' })
  delete?: string | null;
}

@InputType({ description: 'One of `create`, `update`, `delete` and `change`.' })
export class PreviewRulesInput extends PreviewInput {
  @Field(() => CreateRuleInput, { nullable: true, description: 'As `createRule` takes it.' })
  create?: CreateRuleInput | null;

  @Field(() => UpdateRuleInput, { nullable: true, description: 'As `updateRule` takes it.' })
  update?: UpdateRuleInput | null;

  @Field(() => ID, { nullable: true, description: 'Of the rule, as `deleteRule` takes it.' })
  delete?: string | null;

  @Field(() => ChangeRulesInput, {
    nullable: true,
    description:
      'As `changeRules` takes it, whose own dry run tells what becomes of each rule; `dryRun` means nothing here.',
  })
  change?: ChangeRulesInput | null;
}

@ObjectType('PreviewedPipelines', { description: 'The first of several pipelines, and how many there are.' })
export class PreviewedPipelinesType {
  @Field(() => Int, { description: 'All that the caller may see, also those that `first` has no room for.' })
  count!: number;

  @Field(() => [PipelinePreviewType], { description: 'By name, at most 100.' })
  first!: readonly PipelinePreviewType[];
}

@ObjectType('ChangePreview', {
  description: 'What a change of something that pipelines use would do to them. Nothing is stored.',
})
export class ChangePreviewType {
  @Field(() => [String], {
    description: 'Why the change would be refused; only `diagnostics` says more then.',
  })
  problems!: readonly string[];

  @Field(() => [DiagnosticType], {
    description: 'Findings about the text; warnings of one that would be taken, too.',
  })
  diagnostics!: DiagnosticType[];

  @Field(() => [PreviewedChangeType], {
    description: 'Facts of the object that would become others; none where several objects are changed.',
  })
  changes!: readonly PreviewedChangeType[];

  @Field(() => PreviewedPipelinesType, {
    description: 'Those that use what changes, also disabled ones, and those whose rules would be others.',
  })
  pipelines!: PreviewedPipelinesType;
}
