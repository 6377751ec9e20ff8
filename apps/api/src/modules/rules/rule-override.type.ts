import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RuleObject } from './rule.type.ts';

@InputType()
export class RuleAtInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    description: 'The version that was looked at: CONFLICT where it is no longer the newest.',
  })
  version!: number;
}

@ObjectType()
export class OverridePayload {
  @Field(() => RuleObject)
  rule!: RuleObject;

  @Field(() => Int, {
    description: 'The revision that holds the change; the current one where workers need not know.',
  })
  revision!: number;
}

@ObjectType()
export class PinRulePayload extends OverridePayload {}

@ObjectType()
export class UnpinRulePayload extends OverridePayload {}

@ObjectType()
export class DropOverridePayload extends OverridePayload {}
