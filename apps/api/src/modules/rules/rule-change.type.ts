import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';
import { RuleStage } from './rule.entity.ts';
import { RuleObject } from './rule.type.ts';

@InputType({ description: 'A rule of your own.' })
export class CreateRuleInput {
  @Field(() => ID, { description: 'A LOCAL one; CONFLICT for others, whose rules come by sync.' })
  repositoryId!: string;

  @Field(() => String, {
    description: 'Sigma YAML with one rule, at most 1,048,576 characters; its `id` is new to the repository.',
  })
  text!: string;

  @Field(() => RuleStage, {
    defaultValue: RuleStage.LIVE,
    description: 'Begin with SHADOW to see how often it matches before anything is written.',
  })
  stage!: RuleStage;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateRuleInput {
  @Field(() => ID, { description: 'Of the rule.' })
  id!: string;

  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Sigma YAML, at most 1,048,576 characters; of a synced rule with the same `id` in it.',
  })
  text?: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'false takes the rule from the workers of all pipelines; for one alone see `disabledRuleIds`.',
  })
  enabled?: boolean;

  @Field(() => RuleStage, {
    nullable: true,
    description: 'DRAFT takes the rule from the workers; SHADOW lets them only count its matches.',
  })
  stage?: RuleStage | null;

  @Field(() => RuleLevel, { nullable: true, description: 'null: as the text says.' })
  levelOverride?: RuleLevel | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Takes a text that stored tests of the rule fail with; otherwise it is refused.',
  })
  allowFailingTests!: boolean;
}

@ObjectType()
class WriteRulePayload {
  @Field(() => RuleObject, {
    nullable: true,
    description:
      'null where the text was refused; diagnostics say why, `rule-test.failing` for a stored test.',
  })
  rule!: RuleObject | null;

  @Field(() => [DiagnosticType], {
    description: 'Findings about the text; warnings of one that was taken, too.',
  })
  diagnostics!: DiagnosticType[];

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that holds the change; null where it was refused.',
  })
  revision!: number | null;
}

@ObjectType({ description: 'The new rule, or why its text was refused.' })
export class CreateRulePayload extends WriteRulePayload {}

@ObjectType({ description: 'The rule as it is now, or why its text was refused.' })
export class UpdateRulePayload extends WriteRulePayload {}

@ObjectType({ description: 'The rule with its older text, or why that is refused today.' })
export class RevertRulePayload extends WriteRulePayload {}

@ObjectType({ description: 'What is gone, and the revision that workers learn it by.' })
export class DeleteRulePayload {
  @Field(() => ID, { description: 'Of the rule that is gone.' })
  id!: string;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}
