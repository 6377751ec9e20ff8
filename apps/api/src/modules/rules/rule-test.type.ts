import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RuleTestExpectation } from './rule-test.entity.ts';

registerEnumType(RuleTestExpectation, {
  name: 'RuleTestExpectation',
  description: 'What the event is expected to do to the rule, whatever log source it is of.',
  valuesConfig: {
    MATCH: { description: 'The rule must match the event.' },
    NO_MATCH: { description: 'The rule must leave the event alone, as a known false positive.' },
  },
});

@ObjectType('RuleTest', {
  description: 'An event that is kept with a rule, and tried whenever the rule is changed.',
})
export class RuleTestObject {
  @Field(() => ID, { description: 'Of the stored test; not of its rule.' })
  id!: string;

  @Field(() => String, { description: '1 to 100 characters; need not be unique.' })
  name!: string;

  @Field(() => String, { description: 'JSON.' })
  event!: string;

  @Field(() => RuleTestExpectation, { description: 'The test fails where the rule does otherwise.' })
  expectation!: RuleTestExpectation;

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => Boolean, { description: 'Whether it ends otherwise than expected.' })
  isFailing!: boolean;

  @Field(() => DateTime, { description: 'When the event was kept with the rule.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed; at first as `createdAt`.' })
  updatedAt!: Date;
}

const EVENT = 'JSON of one event; at most 65,536 characters.';

@InputType({ description: 'An event to keep, and what the rule is to make of it.' })
export class CreateRuleTestInput {
  @Field(() => ID, { description: 'The rule that it is kept with; at most 50 each.' })
  ruleId!: string;

  @Field(() => String, { description: '1 to 100 characters.' })
  name!: string;

  @Field(() => String, { description: EVENT })
  event!: string;

  @Field(() => RuleTestExpectation, {
    description: 'The test is tried at once, and may fail from the beginning.',
  })
  expectation!: RuleTestExpectation;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateRuleTestInput {
  @Field(() => ID, { description: 'Of the stored test.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'The version that was edited: CONFLICT where it is no longer the newest. Without it whichever is there is changed.',
  })
  version?: number | null;

  @Field(() => String, { nullable: true, description: '1 to 100 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: EVENT })
  event?: string | null;

  @Field(() => RuleTestExpectation, {
    nullable: true,
    description: 'All tests of the rule are tried again with it.',
  })
  expectation?: RuleTestExpectation | null;
}

@ObjectType()
class WriteRuleTestPayload {
  @Field(() => RuleTestObject, { description: "As it is kept now, tried against the rule's text." })
  test!: RuleTestObject;
}

@ObjectType({ description: 'The test with its first outcome.' })
export class CreateRuleTestPayload extends WriteRuleTestPayload {}

@ObjectType({ description: 'The test with its new outcome.' })
export class UpdateRuleTestPayload extends WriteRuleTestPayload {}

@ObjectType({ description: 'Which test is gone.' })
export class DeleteRuleTestPayload {
  @Field(() => ID, { description: 'Of the stored test that is gone.' })
  id!: string;
}

@ObjectType({ description: 'A stored test that ends otherwise than it expects.' })
export class RuleTestFailure {
  @Field(() => ID, { description: 'The rule that it is kept with.' })
  ruleId!: string;

  @Field(() => String, { description: 'To show without asking for the rule.' })
  ruleTitle!: string;

  @Field(() => RuleTestObject, {
    description: 'What was tried; `testRule` with its event explains the outcome.',
  })
  test!: RuleTestObject;
}

@ObjectType({ description: 'How the stored tests of the selected rules end today.' })
export class RunRuleTestsPayload {
  @Field(() => Int, { description: 'Rules that have tests.' })
  ruleCount!: number;

  @Field(() => Int, { description: 'Tests of all of these rules.' })
  testCount!: number;

  @Field(() => Int, { description: 'All that fail, also those that `failures` has no room for.' })
  failingCount!: number;

  @Field(() => [RuleTestFailure], { description: 'By the title of the rule; the first 1,000.' })
  failures!: RuleTestFailure[];
}
