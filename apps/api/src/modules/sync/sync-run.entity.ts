import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { RuleRepository } from '../repositories/index.ts';
import type { FileReport } from '../rules/index.ts';

export enum SyncState {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  NEEDS_CONFIRMATION = 'NEEDS_CONFIRMATION',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
}

export enum SyncTrigger {
  MANUAL = 'MANUAL',
  SCHEDULE = 'SCHEDULE',
  PUSH = 'PUSH',
}

/** One run that makes the rules of a repository those of its host. At most one of a repository waits or runs. */
@Entity({ name: 'sync_runs' })
@Index('sync_runs_repository_idx', ['repositoryId', 'queuedAt', 'id'])
@Index('sync_runs_active_key', ['repositoryId'], {
  unique: true,
  where: `(state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text]))`,
})
export class SyncRun {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'uuid', name: 'repository_id' })
  repositoryId!: string;

  @ManyToOne(() => RuleRepository, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'repository_id', foreignKeyConstraintName: 'sync_runs_repository_fkey' })
  repository!: Relation<RuleRepository>;

  @Column({ type: 'text', name: 'state' })
  state!: SyncState;

  @Column({ type: 'text', name: 'trigger' })
  trigger!: SyncTrigger;

  /** The audit log's actor. */
  @Column({ type: 'text', name: 'started_by' })
  startedBy!: string;

  /** Everything is read, also where the host has nothing new. */
  @Column({ type: 'boolean', name: 'is_full', default: false })
  isFull!: boolean;

  /** One more each time that the process at work died: who works at an earlier one writes nothing any more. */
  @Column({ type: 'integer', name: 'attempt', default: 1 })
  attempt!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'queued_at' })
  queuedAt!: Date;

  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  /** Of the repository, as it was read: with another one, the next run reads everything. */
  @Column({ type: 'integer', name: 'repository_version', nullable: true })
  repositoryVersion!: number | null;

  /** The commit that the rules were read from; null until it is known. */
  @Column({ type: 'text', name: 'commit_id', nullable: true })
  commitId!: string | null;

  /** The host had nothing new: nothing was read. */
  @Column({ type: 'boolean', name: 'is_not_modified', default: false })
  isNotModified!: boolean;

  @Column({ type: 'integer', name: 'files_read', default: 0 })
  filesRead!: number;

  /** Null until it is known. */
  @Column({ type: 'integer', name: 'files_total', nullable: true })
  filesTotal!: number | null;

  @Column({ type: 'integer', name: 'added', default: 0 })
  added!: number;

  @Column({ type: 'integer', name: 'changed', default: 0 })
  changed!: number;

  /** While it needs confirmation: how many it would remove. */
  @Column({ type: 'integer', name: 'removed', default: 0 })
  removed!: number;

  @Column({ type: 'integer', name: 'unchanged', default: 0 })
  unchanged!: number;

  /** Overrides and pinned rules of which upstream has something new. */
  @Column({ type: 'integer', name: 'kept', default: 0 })
  kept!: number;

  @Column({ type: 'integer', name: 'refused', default: 0 })
  refused!: number;

  /** So many may be removed, whatever the repository's share says; null where nobody was asked. */
  @Column({ type: 'integer', name: 'confirmed_removals', nullable: true })
  confirmedRemovals!: number | null;

  /** For people; null where nothing went wrong. */
  @Column({ type: 'text', name: 'error', nullable: true })
  error!: string | null;

  /** The host told of a push that this run may have missed: another one comes after it. */
  @Column({ type: 'boolean', name: 'is_followed', default: false })
  isFollowed!: boolean;

  /** The host asked to wait until then; null where it didn't. */
  @Column({ type: 'timestamptz', name: 'retry_at', nullable: true })
  retryAt!: Date | null;

  /** What became of files, those that did not change left out; at most MAX_REPORTED of them. Read only where it is shown. */
  @Column({ type: 'json', name: 'files', select: false })
  files!: readonly FileReport[];
}
