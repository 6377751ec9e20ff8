import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RuleFileReport } from '../rules/index.ts';
import { SyncChangeKind } from './sync-change.entity.ts';

registerEnumType(SyncChangeKind, {
  name: 'SyncChangeKind',
  description: 'What upstream did.',
  valuesConfig: {
    ADDED: { description: 'Upstream has a rule that is not here.' },
    CHANGED: { description: 'Upstream has another text.' },
    REMOVED: { description: 'Upstream has the rule no more.' },
  },
});

@ObjectType('SyncChange', { description: 'What a run in mode REVIEW found, and nobody has accepted.' })
export class SyncChangeObject {
  @Field(() => ID, {
    description: 'As `acceptSyncChanges`, `rejectSyncChanges` and `pinSyncChanges` take it.',
  })
  id!: string;

  @Field(() => SyncChangeKind, { description: 'What accepting it would do to the rule.' })
  kind!: SyncChangeKind;

  @Field(() => ID, { nullable: true, description: 'null for a rule that is not here yet.' })
  ruleId!: string | null;

  @Field(() => ID, { description: 'By which the rule is known again from run to run.' })
  sigmaId!: string;

  @Field(() => String, { description: 'Of the file, within the repository of the host.' })
  path!: string;

  @Field(() => String, { description: "As upstream's text says; for REMOVED as the rule's." })
  title!: string;

  @Field(() => String, { nullable: true, description: 'As the rule is here; null for ADDED.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'As upstream has it; null for REMOVED.' })
  text!: string | null;

  @Field(() => [String], {
    description:
      "Names of the rule's stored tests that fail with upstream's text; accepting takes it all the same.",
  })
  failingTests!: readonly string[];

  @Field(() => DateTime, { description: 'When a run found it first.' })
  foundAt!: Date;

  @Field(() => Boolean, { description: 'It comes back only where upstream changes the rule again.' })
  isRejected!: boolean;

  @Field(() => String, { nullable: true, description: 'E-mail of who rejected it.' })
  rejectedBy!: string | null;
}

@ObjectType({ description: 'Changes from an offset on, and how many there are in all.' })
export class SyncChangePage {
  @Field(() => [SyncChangeObject], { description: 'By path; empty behind the last.' })
  items!: readonly SyncChangeObject[];

  @Field(() => Int, { description: 'On all pages, of those that wait or of those that were rejected.' })
  totalCount!: number;
}

@InputType({ description: 'Which changes are decided upon; CONFLICT where one of them waits no longer.' })
export class SyncChangesInput {
  @Field(() => ID, { description: 'Whose changes; they are decided upon one repository at a time.' })
  repositoryId!: string;

  @Field(() => [ID], { nullable: true, description: 'Of `syncChanges`; absent: all that wait.' })
  ids?: string[] | null;
}

@ObjectType({ description: 'What accepting did to the rules.' })
export class AcceptSyncChangesPayload {
  @Field(() => Int, { description: 'Rules that were added, changed or removed.' })
  accepted!: number;

  @Field(() => [RuleFileReport], {
    description:
      'What became of each; KEPT for rules that were overridden or pinned meanwhile. At most 1000.',
  })
  files!: readonly RuleFileReport[];

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}

@ObjectType({ description: 'How many changes were turned down.' })
export class RejectSyncChangesPayload {
  @Field(() => Int, { description: 'Changes that wait no longer; their rules stay as they are.' })
  rejected!: number;
}

@ObjectType({ description: 'How many rules are kept as they are.' })
export class PinSyncChangesPayload {
  @Field(() => Int, { description: 'Rules that are pinned now; their changes wait no longer.' })
  pinned!: number;
}
