import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SyncState, SyncTrigger } from './sync-run.entity.ts';

registerEnumType(SyncState, {
  name: 'SyncState',
  description:
    'QUEUED: it waits for its turn. NEEDS_CONFIRMATION: it would remove a large share of the rules; `confirmSync` lets it. FAILED and CANCELLED: nothing of it was kept.',
  valuesConfig: {
    QUEUED: { description: 'It waits for its turn; others of the queue go first.' },
    RUNNING: { description: 'It reads or writes; `filesRead` tells how far it is.' },
    NEEDS_CONFIRMATION: {
      description:
        'It would remove a larger share of the rules than is allowed; nothing is done until `confirmSync` or a newer run.',
    },
    SUCCEEDED: {
      description: 'The rules are those of the host; in mode REVIEW what differs waits in `syncChanges`.',
    },
    FAILED: { description: 'Nothing of it was kept; `error` says why.' },
    CANCELLED: { description: 'Somebody ended it, or a newer run took its place; nothing of it was kept.' },
  },
});
registerEnumType(SyncTrigger, {
  name: 'SyncTrigger',
  description: 'Why a run began. PUSH: the host told of a push.',
  valuesConfig: {
    MANUAL: { description: 'Somebody called `syncRepository`.' },
    SCHEDULE: { description: 'Its interval or cron time had come.' },
    PUSH: { description: 'The host told of a push.' },
  },
});

@ObjectType('SyncRun', {
  description:
    'One run that makes the rules of a repository those of its host, all in one revision or not at all.',
})
export class SyncRunObject {
  @Field(() => ID, { description: 'As `syncRun`, `cancelSync` and `confirmSync` take it.' })
  id!: string;

  @Field(() => ID, { description: 'Whose rules it syncs; at most one run of a repository waits or runs.' })
  repositoryId!: string;

  @Field(() => SyncState, { description: 'SUCCEEDED, FAILED and CANCELLED are final.' })
  state!: SyncState;

  @Field(() => SyncTrigger, { description: 'Why it began.' })
  trigger!: SyncTrigger;

  @Field(() => String, { description: 'E-mail of the user; `sync` for a run that began by itself.' })
  startedBy!: string;

  @Field(() => Boolean, { description: 'Everything is read, also where the host has nothing new.' })
  isFull!: boolean;

  @Field(() => Int, {
    description: 'Above 1 where a process that worked at it was ended, and it was taken up again: at most 3.',
  })
  attempt!: number;

  @Field(() => DateTime, { description: 'When it was asked for; runs are listed by this.' })
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

  @Field(() => Int, { description: 'Files of rules that were read so far.' })
  filesRead!: number;

  @Field(() => Int, { nullable: true, description: 'null until it is known.' })
  filesTotal!: number | null;

  @Field(() => Int, { description: 'In mode REVIEW, here as below: what upstream has otherwise.' })
  added!: number;

  @Field(() => Int, { description: 'Rules that have another text now.' })
  changed!: number;

  @Field(() => Int, { description: 'While it needs confirmation: how many it would remove.' })
  removed!: number;

  @Field(() => Int, { description: 'Rules that upstream has as they are here.' })
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
  @Field(() => SyncRunObject, {
    description: 'As it stands now; ask `syncRun` again, or follow `syncRunChanged`.',
  })
  run!: SyncRunObject;
}

@ObjectType({ description: 'The run that was put into the queue.' })
export class SyncRepositoryPayload extends SyncPayload {}

@ObjectType({ description: 'The run that was ended.' })
export class CancelSyncPayload extends SyncPayload {}

@ObjectType({ description: 'The run, which is in the queue again.' })
export class ConfirmSyncPayload extends SyncPayload {}
