import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  JoinTable,
  ManyToMany,
  ManyToOne,
  PrimaryGeneratedColumn,
  Unique,
  UpdateDateColumn,
  type Relation,
} from 'typeorm';
import { Filter } from '../filters/index.ts';
import { LogSource } from '../log-sources/index.ts';
import { RuleRepository } from '../repositories/index.ts';

/** Where a pipeline begins in a source topic that it has not read before. */
export enum StartPosition {
  EARLIEST = 'EARLIEST',
  LATEST = 'LATEST',
  TIMESTAMP = 'TIMESTAMP',
}

/** A JSON object. */
export type CustomFields = Record<string, unknown>;

/** topic → partition → first offset that counts, as a decimal string. */
export type StartOffsets = Record<string, Record<string, string>>;

@Entity({ name: 'pipelines' })
@Unique('pipelines_name_key', ['name'])
export class Pipeline {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'text', name: 'name' })
  name!: string;

  @Column({ type: 'boolean', name: 'enabled' })
  enabled!: boolean;

  @Column({ type: 'text', name: 'source_topics', array: true })
  sourceTopics!: string[];

  @Column({ type: 'text', name: 'destination_topic' })
  destinationTopic!: string;

  @ManyToMany(() => RuleRepository)
  @JoinTable({
    name: 'pipeline_repositories',
    // TypeORM can't say that a repository in use is not deleted (ON DELETE RESTRICT): the migration alone does.
    synchronize: false,
    joinColumn: { name: 'pipeline_id', foreignKeyConstraintName: 'pipeline_repositories_pipeline_fkey' },
    inverseJoinColumn: {
      name: 'repository_id',
      foreignKeyConstraintName: 'pipeline_repositories_repository_fkey',
    },
  })
  repositories!: Relation<RuleRepository[]>;

  @Column({ type: 'uuid', name: 'log_source_id', nullable: true })
  logSourceId!: string | null;

  @ManyToOne(() => LogSource, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'log_source_id', foreignKeyConstraintName: 'pipelines_log_source_fkey' })
  logSource!: Relation<LogSource> | null;

  @ManyToMany(() => Filter)
  @JoinTable({
    name: 'pipeline_filters',
    // As above: the migration alone says that a filter in use is not deleted.
    synchronize: false,
    joinColumn: { name: 'pipeline_id', foreignKeyConstraintName: 'pipeline_filters_pipeline_fkey' },
    inverseJoinColumn: { name: 'filter_id', foreignKeyConstraintName: 'pipeline_filters_filter_fkey' },
  })
  filters!: Relation<Filter[]>;

  /** Rules of the repositories that don't count here. */
  @Column({ type: 'uuid', name: 'disabled_rule_ids', array: true, default: '{}' })
  disabledRuleIds!: string[];

  /** Put at the root of what is written. */
  @Column({ type: 'jsonb', name: 'custom_fields', default: {} })
  customFields!: CustomFields;

  @Column({ type: 'boolean', name: 'write_filtered', default: false })
  writeFiltered!: boolean;

  @Column({ type: 'boolean', name: 'write_parsed', default: false })
  writeParsed!: boolean;

  @Column({ type: 'text', name: 'product', nullable: true })
  product!: string | null;

  @Column({ type: 'text', name: 'category', nullable: true })
  category!: string | null;

  @Column({ type: 'text', name: 'service', nullable: true })
  service!: string | null;

  @Column({ type: 'boolean', name: 'write_untagged' })
  writeUntagged!: boolean;

  @Column({ type: 'text', name: 'start_position' })
  startPosition!: StartPosition;

  /** The time of TIMESTAMP; null with the others. */
  @Column({ type: 'timestamptz', name: 'start_at', nullable: true })
  startAt!: Date | null;

  @Column({ type: 'jsonb', name: 'start_offsets' })
  startOffsets!: StartOffsets;

  @Column({ type: 'integer', name: 'version', default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
