import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RuleFileReport } from '../rules/index.ts';
import { SyncChangeKind } from './sync-change.entity.ts';

registerEnumType(SyncChangeKind, { name: 'SyncChangeKind', description: 'What upstream did.' });

@ObjectType('SyncChange', { description: 'What a run in mode REVIEW found, and nobody has accepted.' })
export class SyncChangeObject {
  @Field(() => ID)
  id!: string;

  @Field(() => SyncChangeKind)
  kind!: SyncChangeKind;

  @Field(() => ID, { nullable: true, description: 'null for a rule that is not here yet.' })
  ruleId!: string | null;

  @Field(() => ID)
  sigmaId!: string;

  @Field(() => String)
  path!: string;

  @Field(() => String)
  title!: string;

  @Field(() => String, { nullable: true, description: 'As the rule is here; null for ADDED.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'As upstream has it; null for REMOVED.' })
  text!: string | null;

  @Field(() => DateTime, { description: 'When a run found it first.' })
  foundAt!: Date;

  @Field(() => Boolean, { description: 'It comes back only where upstream changes the rule again.' })
  isRejected!: boolean;

  @Field(() => String, { nullable: true, description: 'E-mail of who rejected it.' })
  rejectedBy!: string | null;
}

@ObjectType()
export class SyncChangePage {
  @Field(() => [SyncChangeObject])
  items!: readonly SyncChangeObject[];

  @Field(() => Int)
  totalCount!: number;
}

@InputType()
export class SyncChangesInput {
  @Field(() => ID)
  repositoryId!: string;

  @Field(() => [ID], { nullable: true, description: 'Of `syncChanges`; absent: all that wait.' })
  ids?: string[] | null;
}

@ObjectType()
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

@ObjectType()
export class RejectSyncChangesPayload {
  @Field(() => Int)
  rejected!: number;
}

@ObjectType()
export class PinSyncChangesPayload {
  @Field(() => Int)
  pinned!: number;
}
