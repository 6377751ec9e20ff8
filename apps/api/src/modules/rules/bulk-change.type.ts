import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { RuleSelectionInput } from './rule-selection.type.ts';
import { RuleStage } from './rule.entity.ts';

export enum RuleChangeOutcome {
  CHANGED = 'CHANGED',
  DELETED = 'DELETED',
  UNCHANGED = 'UNCHANGED',
  REFUSED = 'REFUSED',
}
registerEnumType(RuleChangeOutcome, {
  name: 'RuleChangeOutcome',
  description: 'What became of a rule; of a dry run what would.',
});

@InputType({ description: 'What is left out stays as it is. `delete` stands alone.' })
export class RuleChangeInput {
  @Field(() => Boolean, { nullable: true })
  enabled?: boolean | null;

  @Field(() => RuleStage, { nullable: true })
  stage?: RuleStage | null;

  @Field(() => RuleLevel, { nullable: true, description: 'null: as the text says.' })
  levelOverride?: RuleLevel | null;

  @Field(() => ID, { nullable: true, description: 'Moves the rules to this LOCAL repository.' })
  repositoryId?: string | null;

  @Field(() => Boolean, { defaultValue: false })
  delete!: boolean;
}

@InputType()
export class ChangeRulesInput {
  @Field(() => RuleSelectionInput)
  selection!: RuleSelectionInput;

  @Field(() => RuleChangeInput)
  change!: RuleChangeInput;

  @Field(() => Boolean, { defaultValue: false, description: 'Tells what would be done, and does nothing.' })
  dryRun!: boolean;
}

@ObjectType()
export class ChangedRule {
  @Field(() => ID)
  ruleId!: string;

  @Field(() => String, { nullable: true, description: 'null where there is no such rule.' })
  title!: string | null;

  @Field(() => RuleChangeOutcome)
  outcome!: RuleChangeOutcome;

  @Field(() => String, { nullable: true, description: 'Why it was refused; null where it was not.' })
  reason!: string | null;
}

@ObjectType()
export class ChangeRulesPayload {
  @Field(() => Int, { description: 'Deleted ones included.' })
  changed!: number;

  @Field(() => Int)
  unchanged!: number;

  @Field(() => Int)
  refused!: number;

  @Field(() => [ChangedRule], { description: 'Refused ones first; the first 1,000.' })
  rules!: ChangedRule[];

  @Field(() => Int, {
    description:
      'The revision that holds the change; the current one where nothing changed, and of a dry run.',
  })
  revision!: number;
}
