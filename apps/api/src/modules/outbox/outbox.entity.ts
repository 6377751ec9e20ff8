import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** The one row that hands out revisions. */
@Entity({ name: 'revision' })
@Check('revision_single_row', '"id"')
export class Revision {
  @PrimaryColumn({ type: 'boolean', name: 'id', default: true })
  id!: boolean;

  /** 64 bits: a decimal string. */
  @Column({ type: 'bigint', name: 'revision' })
  revision!: string;
}

/** A revision, with the batch of records that makes it. */
@Entity({ name: 'outbox_revisions' })
@Unique('outbox_revisions_batch_key', ['batchId'])
@Index('outbox_revisions_pending_idx', ['revision'], { where: '(published_at IS NULL)' })
export class OutboxRevision {
  @PrimaryColumn({ type: 'bigint', name: 'revision' })
  revision!: string;

  @Column({ type: 'uuid', name: 'batch_id' })
  batchId!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  /** When Kafka had it; null before. */
  @Column({ type: 'timestamptz', name: 'published_at', nullable: true })
  publishedAt!: Date | null;
}

/** One record for `sluice.config`, kept until it is published. */
@Entity({ name: 'outbox_records' })
export class OutboxRecord {
  @PrimaryColumn({ type: 'uuid', name: 'batch_id' })
  batchId!: string;

  @PrimaryColumn({ type: 'integer', name: 'position' })
  position!: number;

  @Column({ type: 'text', name: 'key' })
  key!: string;

  /** null: the object was deleted. */
  @Column({ type: 'text', name: 'value', nullable: true })
  value!: string | null;
}
