import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RuleTestExpectation } from './rule-test.entity.ts';

registerEnumType(RuleTestExpectation, {
  name: 'RuleTestExpectation',
  description: 'What the event is expected to do to the rule, whatever log source it is of.',
});

@ObjectType('RuleTest', {
  description: 'An event that is kept with a rule, and tried whenever the rule is changed.',
})
export class RuleTestObject {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'JSON.' })
  event!: string;

  @Field(() => RuleTestExpectation)
  expectation!: RuleTestExpectation;

  @Field(() => Boolean, { description: 'Whether it ends otherwise than expected.' })
  isFailing!: boolean;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;
}

const EVENT = 'JSON of one event; at most 65,536 characters.';

@InputType()
export class CreateRuleTestInput {
  @Field(() => ID)
  ruleId!: string;

  @Field(() => String, { description: '1 to 100 characters.' })
  name!: string;

  @Field(() => String, { description: EVENT })
  event!: string;

  @Field(() => RuleTestExpectation)
  expectation!: RuleTestExpectation;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateRuleTestInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: '1 to 100 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: EVENT })
  event?: string | null;

  @Field(() => RuleTestExpectation, { nullable: true })
  expectation?: RuleTestExpectation | null;
}

@ObjectType()
class WriteRuleTestPayload {
  @Field(() => RuleTestObject)
  test!: RuleTestObject;
}

@ObjectType()
export class CreateRuleTestPayload extends WriteRuleTestPayload {}

@ObjectType()
export class UpdateRuleTestPayload extends WriteRuleTestPayload {}

@ObjectType()
export class DeleteRuleTestPayload {
  @Field(() => ID)
  id!: string;
}

@ObjectType()
export class RuleTestFailure {
  @Field(() => ID)
  ruleId!: string;

  @Field(() => String)
  ruleTitle!: string;

  @Field(() => RuleTestObject)
  test!: RuleTestObject;
}

@ObjectType()
export class RunRuleTestsPayload {
  @Field(() => Int, { description: 'Rules that have tests.' })
  ruleCount!: number;

  @Field(() => Int)
  testCount!: number;

  @Field(() => Int)
  failingCount!: number;

  @Field(() => [RuleTestFailure], { description: 'By the title of the rule; the first 1,000.' })
  failures!: RuleTestFailure[];
}
