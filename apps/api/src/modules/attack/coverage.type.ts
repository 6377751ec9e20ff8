import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MAX_STRAY_TAGS } from './coverage-query.ts';

@InputType('CoverageFilter', { description: 'Which rules count. What is left out is any.' })
export class CoverageFilterInput {
  @Field(() => [ID], { nullable: true, description: 'At most 100; unknown ids find nothing.' })
  repositoryIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Rules that one of these pipelines uses; hits are those in them.',
  })
  pipelineIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: rules that a pipeline which is enabled uses.',
  })
  inUse?: boolean | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Hits are counted from the hour of this time on; 7 days before `to` where it is left out.',
  })
  from?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Hits are counted to the end of the hour before this time; now where it is left out.',
  })
  to?: Date | null;
}

@ObjectType('TechniqueCounts', { description: 'Rules that are tagged with a technique, and their matches.' })
export class TechniqueCountsType {
  @Field(() => Int, { description: 'Enabled, in the stage LIVE.' })
  liveRules!: number;

  @Field(() => Int, { description: 'Enabled, in the stage SHADOW.' })
  shadowRules!: number;

  @Field(() => Int, { description: 'Disabled, or in the stage DRAFT.' })
  idleRules!: number;

  @Field(() => Float, {
    description:
      'Matches of these rules in the range, not those in the stage SHADOW; of a rule with several techniques for each.',
  })
  hits!: number;
}

@ObjectType('TechniqueCoverage', { description: 'A technique or sub-technique of ATT&CK that is in use.' })
export class TechniqueCoverageType extends TechniqueCountsType {
  @Field(() => ID, { description: 'For example `T1059.001`.' })
  id!: string;

  @Field(() => String, { description: 'As MITRE calls it.' })
  name!: string;

  @Field(() => ID, { nullable: true, description: 'Of a sub-technique; null otherwise.' })
  parentId!: string | null;

  @Field(() => [String], { description: 'Short names, such as `execution`.' })
  tactics!: readonly string[];

  @Field(() => TechniqueCountsType, { description: 'With those of sub-techniques, each rule once.' })
  whole!: TechniqueCountsType;

  @Field(() => Boolean, { description: 'A live rule is tagged with it or one of its sub-techniques.' })
  isCovered!: boolean;

  @Field(() => [TechniqueCoverageType], { description: 'By name.' })
  subtechniques!: readonly TechniqueCoverageType[];
}

@ObjectType('TacticCoverage', { description: 'A tactic with its techniques.' })
export class TacticCoverageType {
  @Field(() => ID, { description: 'For example `TA0002`.' })
  id!: string;

  @Field(() => String, { description: 'As rules are tagged, such as `defense-evasion`.' })
  shortName!: string;

  @Field(() => String, { description: 'As MITRE calls it.' })
  name!: string;

  @Field(() => Int, { description: 'Techniques that are covered, without sub-techniques.' })
  coveredCount!: number;

  @Field(() => [TechniqueCoverageType], {
    description: 'By name, without sub-techniques. A technique stands under each tactic that it serves.',
  })
  techniques!: readonly TechniqueCoverageType[];
}

@ObjectType('AttackMatrix', {
  description: 'Tactics and techniques with the rules that are tagged with them, and what those hit.',
})
export class AttackMatrixType {
  @Field(() => DateTime, { description: 'Hits are counted from here on.' })
  from!: Date;

  @Field(() => DateTime, { description: 'Hits are counted up to here.' })
  to!: Date;

  @Field(() => Int, { description: 'Techniques in use, without sub-techniques.' })
  techniqueCount!: number;

  @Field(() => Int, { description: 'Those with a live rule, of their own or of a sub-technique.' })
  coveredTechniqueCount!: number;

  @Field(() => Int, { description: 'Sub-techniques in use.' })
  subtechniqueCount!: number;

  @Field(() => Int, { description: 'Those with a live rule.' })
  coveredSubtechniqueCount!: number;

  @Field(() => [TacticCoverageType], { description: 'In the order of the matrix.' })
  tactics!: readonly TacticCoverageType[];
}

export enum StrayTagKind {
  TECHNIQUE = 'TECHNIQUE',
  TACTIC = 'TACTIC',
}
registerEnumType(StrayTagKind, {
  name: 'StrayTagKind',
  description: 'What a tag of ATT&CK names.',
  valuesConfig: {
    TECHNIQUE: { description: 'Such as `attack.t1086`.' },
    TACTIC: { description: 'Such as `attack.execution`.' },
  },
});

export enum TechniqueRetirement {
  REVOKED = 'REVOKED',
  DEPRECATED = 'DEPRECATED',
}
registerEnumType(TechniqueRetirement, {
  name: 'TechniqueRetirement',
  description: 'REVOKED: another technique may have taken its place. DEPRECATED: it was given up.',
  valuesConfig: {
    REVOKED: { description: 'Another technique may have taken its place.' },
    DEPRECATED: { description: 'It was given up, without another in its place.' },
  },
});

@ObjectType('StrayTag', { description: 'A tag of rules that the catalogue lacks or has given up.' })
export class StrayTagType {
  @Field(() => StrayTagKind, {
    description: 'Which field of the filter of `rules` takes the tag: `techniques` or `tactics`.',
  })
  kind!: StrayTagKind;

  @Field(() => String, {
    description: 'As the rules have it, and as the filter of `rules` takes it: for example `T1086`.',
  })
  tag!: string;

  @Field(() => Int, { description: 'Rules with the tag, in any stage.' })
  ruleCount!: number;

  @Field(() => TechniqueRetirement, { nullable: true, description: 'null where the catalogue lacks it.' })
  retirement!: TechniqueRetirement | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The technique that such rules count for; null where there is none.',
  })
  replacedBy!: string | null;
}

@ObjectType('AttackGaps', { description: 'What rules do not cover, and tags that lead nowhere.' })
export class AttackGapsType {
  @Field(() => [TechniqueCoverageType], {
    description: 'Techniques and sub-techniques in use that no live rule covers, by id.',
  })
  techniques!: readonly TechniqueCoverageType[];

  @Field(() => [StrayTagType], { description: `Most rules first; the first ${MAX_STRAY_TAGS}.` })
  strayTags!: readonly StrayTagType[];
}
