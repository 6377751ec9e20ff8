import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';
import { RuleStage } from './rule.entity.ts';
import { RuleObject } from './rule.type.ts';

@InputType()
export class CreateRuleInput {
  @Field(() => ID)
  repositoryId!: string;

  @Field(() => String)
  text!: string;

  @Field(() => RuleStage, { defaultValue: RuleStage.LIVE })
  stage!: RuleStage;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateRuleInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, { nullable: true })
  text?: string;

  @Field(() => Boolean, { nullable: true })
  enabled?: boolean;

  @Field(() => RuleStage, { nullable: true })
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

  @Field(() => [DiagnosticType])
  diagnostics!: DiagnosticType[];

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that holds the change; null where it was refused.',
  })
  revision!: number | null;
}

@ObjectType()
export class CreateRulePayload extends WriteRulePayload {}

@ObjectType()
export class UpdateRulePayload extends WriteRulePayload {}

@ObjectType()
export class RevertRulePayload extends WriteRulePayload {}

@ObjectType()
export class DeleteRulePayload {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  revision!: number;
}
