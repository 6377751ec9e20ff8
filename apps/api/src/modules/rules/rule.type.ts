import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SigmaLogSourceType } from '../../graphql/sigma-log-source.type.ts';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { TechniqueType } from '../../graphql/technique.type.ts';
import { RuleStage, type RuleTexts } from './rule.entity.ts';

registerEnumType(RuleStage, {
  name: 'RuleStage',
  description:
    "DRAFT: workers don't have the rule. SHADOW: its matches are counted, and nothing is written of them. LIVE: it tags events.",
  valuesConfig: {
    DRAFT: { description: 'Workers do not have the rule.' },
    SHADOW: { description: 'Matches are counted, and nothing is written of them.' },
    LIVE: { description: 'The rule tags events.' },
  },
});

@ObjectType('Rule', { description: 'A Sigma rule of a repository.' })
export class RuleObject {
  @Field(() => ID, { description: 'Given by Sluice; it stays when the text changes, by hand or by a sync.' })
  id!: string;

  @Field(() => ID, { description: 'The id that the author gave it; unique in its repository.' })
  sigmaId!: string;

  @Field(() => String, { description: 'As the text says.' })
  title!: string;

  @Field(() => RuleLevel, { description: 'As the text says; `levelOverride` goes before it.' })
  level!: RuleLevel;

  @Field(() => RuleLevel, {
    nullable: true,
    description: 'Takes the place of the level that the text says; null for none.',
  })
  levelOverride!: RuleLevel | null;

  @Field(() => RuleStage, { description: 'LIVE unless it was set otherwise; no sync changes it.' })
  stage!: RuleStage;

  @Field(() => String, { description: 'Path of the file that it came from.' })
  path!: string;

  @Field(() => SigmaLogSourceType, { description: 'Of the events that the rule is for, as the text says.' })
  logSource!: SigmaLogSourceType;

  @Field(() => String, {
    nullable: true,
    description: 'For example `stable`; null where the author gave none.',
  })
  status!: string | null;

  @Field(() => [String], { description: 'Short names of ATT&CK, such as `credential-access`.' })
  tactics!: readonly string[];

  @Field(() => [TechniqueType], {
    description: 'Of ATT&CK, from the tags of the text; empty where it has none.',
  })
  techniques!: TechniqueType[];

  @Field(() => Boolean, { description: 'A disabled rule is not sent to the workers.' })
  enabled!: boolean;

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime, { description: 'When it came to Sluice, by people or by a sync.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed; at first as `createdAt`.' })
  updatedAt!: Date;

  @Field(() => Boolean, {
    description: 'The text was edited here, or pinned, and is not what upstream has. Syncs leave it.',
  })
  overridden!: boolean;

  @Field(() => Boolean, { description: 'The text stays, whatever upstream does.' })
  isPinned!: boolean;

  @Field(() => Boolean, { description: 'Upstream has the rule no more; it stays here as it was kept.' })
  isGoneUpstream!: boolean;

  @Field(() => Int, { description: 'How many of its stored tests end otherwise than they expect.' })
  failingTests!: number;

  /** For the relation; not in the schema. */
  repositoryId!: string;

  /** For what is read from them; not in the schema. Undefined in lists, which are read without them. */
  texts!: RuleTexts | undefined;
}
