import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RuleObject } from './rule.type.ts';

@InputType({ description: 'A rule as somebody has seen it.' })
export class RuleAtInput {
  @Field(() => ID, { description: 'Of a rule of a synced repository; CONFLICT for a LOCAL one.' })
  id!: string;

  @Field(() => Int, {
    description: 'The version that was looked at: CONFLICT where it is no longer the newest.',
  })
  version!: number;
}

@ObjectType()
export class OverridePayload {
  @Field(() => RuleObject, { description: 'As it is now; its `version` has grown.' })
  rule!: RuleObject;

  @Field(() => Int, {
    description: 'The revision that holds the change; the current one where workers need not know.',
  })
  revision!: number;
}

@ObjectType({ description: 'The rule, pinned.' })
export class PinRulePayload extends OverridePayload {}

@ObjectType({ description: 'The rule, which follows upstream again unless it was edited here.' })
export class UnpinRulePayload extends OverridePayload {}

@ObjectType({ description: "The rule with upstream's text." })
export class DropOverridePayload extends OverridePayload {}
