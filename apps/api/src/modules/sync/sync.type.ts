import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SyncState, SyncTrigger } from './sync-run.entity.ts';

registerEnumType(SyncState, {
  name: 'SyncState',
  description:
    'QUEUED: it waits for its turn. NEEDS_CONFIRMATION: it would remove a large share of the rules; `confirmSync` lets it. FAILED and CANCELLED: nothing of it was kept.',
});
registerEnumType(SyncTrigger, {
  name: 'SyncTrigger',
  description: 'Why a run began. PUSH: the host told of a push.',
});

@ObjectType('SyncRun', {
  description:
    'One run that makes the rules of a repository those of its host, all in one revision or not at all.',
})
export class SyncRunObject {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  repositoryId!: string;

  @Field(() => SyncState)
  state!: SyncState;

  @Field(() => SyncTrigger)
  trigger!: SyncTrigger;

  @Field(() => String, { description: 'E-mail of the user; `sync` for a run that began by itself.' })
  startedBy!: string;

  @Field(() => Boolean, { description: 'Everything is read, also where the host has nothing new.' })
  isFull!: boolean;

  @Field(() => Int, {
    description: 'Above 1 where a process that worked at it was ended, and it was taken up again: at most 3.',
  })
  attempt!: number;

  @Field(() => DateTime)
  queuedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'null while it waits.' })
  startedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'null until it ended.' })
  finishedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The commit that the rules are of; null until it is known.',
  })
  commitId!: string | null;

  @Field(() => Boolean, { description: 'The host had nothing new since the last run: nothing was read.' })
  isNotModified!: boolean;

  @Field(() => Int)
  filesRead!: number;

  @Field(() => Int, { nullable: true, description: 'null until it is known.' })
  filesTotal!: number | null;

  @Field(() => Int, { description: 'In mode REVIEW, here as below: what upstream has otherwise.' })
  added!: number;

  @Field(() => Int)
  changed!: number;

  @Field(() => Int, { description: 'While it needs confirmation: how many it would remove.' })
  removed!: number;

  @Field(() => Int)
  unchanged!: number;

  @Field(() => Int, {
    description: 'Rules that are overridden or pinned, and of which upstream has another text now, or none.',
  })
  kept!: number;

  @Field(() => Int, { description: 'Files that are no valid rules; the rules they held before stay.' })
  refused!: number;

  @Field(() => String, { nullable: true, description: 'Why it failed or asks; null where all went well.' })
  error!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The host asked to wait until then; null where it did not.',
  })
  retryAt!: Date | null;
}

@ObjectType()
class SyncPayload {
  @Field(() => SyncRunObject)
  run!: SyncRunObject;
}

@ObjectType()
export class SyncRepositoryPayload extends SyncPayload {}

@ObjectType()
export class CancelSyncPayload extends SyncPayload {}

@ObjectType()
export class ConfirmSyncPayload extends SyncPayload {}
