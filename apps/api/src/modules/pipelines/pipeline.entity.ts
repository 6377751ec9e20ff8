import {
  Column,
  CreateDateColumn,
  Entity,
  JoinTable,
  ManyToMany,
  PrimaryGeneratedColumn,
  Unique,
  UpdateDateColumn,
  type Relation,
} from 'typeorm';
import { RuleRepository } from '../repositories/index.ts';

/** Where a pipeline begins in a source topic that it has not read before. */
export enum StartPosition {
  EARLIEST = 'EARLIEST',
  LATEST = 'LATEST',
}

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

  @Column({ type: 'jsonb', name: 'start_offsets' })
  startOffsets!: StartOffsets;

  @Column({ type: 'integer', name: 'version', default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
