import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType('RuleVersion', { description: 'A text that a rule has or had.' })
export class RuleVersionObject {
  @Field(() => Int, { description: 'The last version of the rule with this text.' })
  version!: number;

  @Field(() => String, { description: 'The Sigma YAML as it was then.' })
  text!: string;

  @Field(() => String, {
    description:
      'E-mail of who wrote it; `sync` or `demo` for Sluice itself; empty where nobody knows any more.',
  })
  author!: string;

  @Field(() => DateTime, { description: 'When this text was written.' })
  at!: Date;

  @Field(() => Boolean, { description: 'Whether it is the text that the rule has.' })
  isCurrent!: boolean;
}

@InputType({ description: 'Which text a rule is to have again.' })
export class RevertRuleInput {
  @Field(() => ID, { description: 'Of the rule.' })
  id!: string;

  @Field(() => Int, {
    description: 'The version that was looked at: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => Int, { description: 'One of `ruleVersions`.' })
  toVersion!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Takes a text that stored tests of the rule fail with; otherwise it is refused.',
  })
  allowFailingTests!: boolean;
}
