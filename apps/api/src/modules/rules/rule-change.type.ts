import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';
import { RuleObject } from './rule.type.ts';

@InputType()
export class CreateRuleInput {
  @Field(() => ID)
  repositoryId!: string;

  @Field(() => String)
  text!: string;
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
}

@ObjectType()
class WriteRulePayload {
  @Field(() => RuleObject, {
    nullable: true,
    description: 'null where the text was refused; diagnostics say why.',
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
export class DeleteRulePayload {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  revision!: number;
}
