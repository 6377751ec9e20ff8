import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { indexOfLevel, RuleLevel } from '../../graphql/rule-level.ts';
import { DayHits } from './day-hits.ts';
import type { RuleFilter } from './rule-filter.ts';
import { RuleStage } from './rule.entity.ts';
import { RuleObject } from './rule.type.ts';

export enum RuleSort {
  TITLE = 'TITLE',
  LEVEL = 'LEVEL',
  UPDATED_AT = 'UPDATED_AT',
  LAST_MATCHED = 'LAST_MATCHED',
  HITS = 'HITS',
  TRIES = 'TRIES',
}
registerEnumType(RuleSort, {
  name: 'RuleSort',
  description:
    'LEVEL: highest first. UPDATED_AT, LAST_MATCHED: newest first. HITS, TRIES: most matches or evaluations in 24 hours first.',
  valuesConfig: {
    TITLE: { description: 'From A to Z.' },
    LEVEL: { description: 'Highest first, by the level in force.' },
    UPDATED_AT: { description: 'What was changed last comes first.' },
    LAST_MATCHED: { description: 'The newest match first; rules that never matched come last.' },
    HITS: { description: 'Most matches in the last 24 hours first.' },
    TRIES: {
      description: 'What cost most comes first: most evaluations in the last 24 hours, matched or not.',
    },
  },
});

registerEnumType(DayHits, {
  name: 'RuleHits',
  description: 'How many matches a rule had in 24 hours; the hour in which they begin counts whole.',
  valuesConfig: {
    NONE: { description: 'None.' },
    ONES: { description: '1 to 9.' },
    TENS: { description: '10 to 99.' },
    HUNDREDS: { description: '100 to 999.' },
    THOUSANDS: { description: '1,000 and more.' },
  },
});

@ObjectType({ description: 'Rules from an offset on, and how many there are in all.' })
export class RulePage {
  @Field(() => [RuleObject], { description: 'In the order that was asked for; empty behind the last.' })
  items!: RuleObject[];

  @Field(() => Int, { description: 'Rules that pass the filter, on all pages.' })
  totalCount!: number;
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

  @Field(() => [ID], { nullable: true, description: 'Rules of any of these; unknown ids find nothing.' })
  repositoryIds?: string[] | null;

  @Field(() => [RuleLevel], {
    nullable: true,
    description: 'The level in force: an override in place of the one in the text.',
  })
  levels?: RuleLevel[] | null;

  @Field(() => [String], { nullable: true, description: 'For example `stable`.' })
  statuses?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of the log source, for example `windows`.' })
  products?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Of the log source, for example `process_creation`.',
  })
  categories?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of the log source, for example `sysmon`.' })
  services?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'For example `credential-access`.' })
  tactics?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'For example `T1059.001`.' })
  techniques?: string[] | null;

  @Field(() => [RuleStage], { nullable: true, description: 'Enabled or not; `enabled` asks for that.' })
  stages?: RuleStage[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whatever the stage: a DRAFT can be enabled, and workers do not have it.',
  })
  enabled?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: no match within 13 months, in the stage SHADOW neither. false: at least one.',
  })
  neverMatched?: boolean | null;

  @Field(() => [DayHits], { nullable: true, description: 'Matches in 24 hours, in the stage LIVE.' })
  hits?: DayHits[] | null;

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
