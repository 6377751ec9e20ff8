import { Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What happens by itself; what people and scripts do is in the audit log. */
export enum ActivityKind {
  /** An entry of the audit log. */
  CHANGE = 'CHANGE',
  SYNC_ENDED = 'SYNC_ENDED',
  WORKER_JOINED = 'WORKER_JOINED',
  WORKER_LEFT = 'WORKER_LEFT',
  WORKER_SILENT = 'WORKER_SILENT',
  PIPELINE_STATUS = 'PIPELINE_STATUS',
  HEALTH = 'HEALTH',
}

export enum ActivitySeverity {
  INFO = 'INFO',
  WARNING = 'WARNING',
  ERROR = 'ERROR',
}

/** Something that happened, told once, whichever replica saw it. Never changed. */
@Entity({ name: 'activity_events' })
@Unique('activity_events_key_key', ['key'])
@Index('activity_events_at_idx', ['at', 'id'])
export class ActivityEvent {
  /** 64 bits: a decimal string. */
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'at' })
  at!: Date;

  @Column({ type: 'text', name: 'kind' })
  kind!: ActivityKind;

  @Column({ type: 'text', name: 'severity' })
  severity!: ActivitySeverity;

  /** Id of the repository, worker or pipeline; name of the part. */
  @Column({ type: 'text', name: 'object_id' })
  objectId!: string;

  @Column({ type: 'text', name: 'object_name' })
  objectName!: string;

  /** A sentence. */
  @Column({ type: 'text', name: 'message' })
  message!: string;

  /** The same for all replicas that see it. */
  @Column({ type: 'text', name: 'key' })
  key!: string;
}
