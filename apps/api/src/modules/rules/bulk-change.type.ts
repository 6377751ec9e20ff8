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
  valuesConfig: {
    CHANGED: { description: 'It has what was asked for now.' },
    DELETED: { description: 'It is gone from Sluice and from the workers.' },
    UNCHANGED: { description: 'It was so already.' },
    REFUSED: { description: 'It stayed as it was; `reason` says why.' },
  },
});

@InputType({ description: 'What is left out stays as it is. `delete` stands alone.' })
export class RuleChangeInput {
  @Field(() => Boolean, {
    nullable: true,
    description: 'false takes the rules from the workers of all pipelines.',
  })
  enabled?: boolean | null;

  @Field(() => RuleStage, { nullable: true, description: 'The same for all of the selection.' })
  stage?: RuleStage | null;

  @Field(() => RuleLevel, { nullable: true, description: 'null: as the text says.' })
  levelOverride?: RuleLevel | null;

  @Field(() => ID, { nullable: true, description: 'Moves the rules to this LOCAL repository.' })
  repositoryId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Rules of synced repositories are refused: the next sync would bring them back.',
  })
  delete!: boolean;
}

@InputType({ description: 'Which rules, and what to do with them.' })
export class ChangeRulesInput {
  @Field(() => RuleSelectionInput, { description: 'At most 60,000 rules.' })
  selection!: RuleSelectionInput;

  @Field(() => RuleChangeInput, { description: 'The same for each rule.' })
  change!: RuleChangeInput;

  @Field(() => Boolean, { defaultValue: false, description: 'Tells what would be done, and does nothing.' })
  dryRun!: boolean;
}

@ObjectType({ description: 'What became of one rule of the selection.' })
export class ChangedRule {
  @Field(() => ID, { description: 'As it was selected; there may be no such rule.' })
  ruleId!: string;

  @Field(() => String, { nullable: true, description: 'null where there is no such rule.' })
  title!: string | null;

  @Field(() => RuleChangeOutcome, { description: 'Of a dry run what would become of it.' })
  outcome!: RuleChangeOutcome;

  @Field(() => String, { nullable: true, description: 'Why it was refused; null where it was not.' })
  reason!: string | null;
}

@ObjectType({ description: 'How many rules were changed, and what became of each.' })
export class ChangeRulesPayload {
  @Field(() => Int, { description: 'Deleted ones included.' })
  changed!: number;

  @Field(() => Int, { description: 'Rules that were as asked for already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Rules that stayed as they were; `rules` says why of each.' })
  refused!: number;

  @Field(() => [ChangedRule], { description: 'Refused ones first; the first 1,000.' })
  rules!: ChangedRule[];

  @Field(() => Int, {
    description:
      'The revision that holds the change; the current one where nothing changed, and of a dry run.',
  })
  revision!: number;
}
