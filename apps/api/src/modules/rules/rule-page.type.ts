import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { indexOfLevel, RuleLevel } from '../../graphql/rule-level.ts';
import type { RuleFilter } from './rule-filter.ts';
import { RuleStage } from './rule.entity.ts';
import { RuleObject } from './rule.type.ts';

export enum RuleSort {
  TITLE = 'TITLE',
  LEVEL = 'LEVEL',
  UPDATED_AT = 'UPDATED_AT',
  LAST_MATCHED = 'LAST_MATCHED',
  HITS = 'HITS',
}
registerEnumType(RuleSort, {
  name: 'RuleSort',
  description:
    'LEVEL: highest first. UPDATED_AT, LAST_MATCHED: newest first. HITS: most matches in 24 hours first.',
});

@ObjectType()
export class RulePage {
  @Field(() => [RuleObject])
  items!: RuleObject[];

  @Field(() => Int)
  totalCount!: number;
}

@InputType()
export class PageInput {
  @Field(() => Int, { defaultValue: 50, description: '1 to 200.' })
  limit!: number;

  @Field(() => Int, { defaultValue: 0 })
  offset!: number;
}

@InputType('RuleFilter', {
  description:
    'All that is given must hold; of several values any one will do, at most 100 each. An empty text stands for rules without the value.',
})
export class RuleFilterInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Words of the text, so of title, description, tags, author and id too, and of the path. All of them, in any order; of three characters and more the beginning of a word will do.',
  })
  search?: string | null;

  @Field(() => [ID], { nullable: true })
  repositoryIds?: string[] | null;

  @Field(() => [RuleLevel], {
    nullable: true,
    description: 'The level in force: an override in place of the one in the text.',
  })
  levels?: RuleLevel[] | null;

  @Field(() => [String], { nullable: true, description: 'For example `stable`.' })
  statuses?: string[] | null;

  @Field(() => [String], { nullable: true })
  products?: string[] | null;

  @Field(() => [String], { nullable: true })
  categories?: string[] | null;

  @Field(() => [String], { nullable: true })
  services?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'For example `credential-access`.' })
  tactics?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'For example `T1059.001`.' })
  techniques?: string[] | null;

  @Field(() => [RuleStage], { nullable: true })
  stages?: RuleStage[] | null;

  @Field(() => Boolean, { nullable: true })
  enabled?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: no match within 13 months, in the stage SHADOW neither. false: at least one.',
  })
  neverMatched?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether any of its stored tests fails.' })
  failingTests?: boolean | null;
}

/** What is null is any. */
export function toRuleFilter(input: RuleFilterInput | null): RuleFilter {
  const { levels, ...others } = input ?? {};
  return {
    ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null)),
    levels: levels?.map(indexOfLevel),
  };
}
