import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  Unique,
  type Relation,
} from 'typeorm';
import { RuleRepository } from '../repositories/index.ts';
import { Rule } from '../rules/index.ts';

export enum SyncChangeKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
}

/** What a run found in mode REVIEW: a rule that upstream has otherwise, and that people have not accepted. */
@Entity({ name: 'sync_changes' })
@Unique('sync_changes_sigma_id_key', ['repositoryId', 'sigmaId'])
@Index('sync_changes_path_idx', ['repositoryId', 'isRejected', 'path', 'id'])
@Index('sync_changes_rule_idx', ['ruleId'])
export class SyncChange {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'uuid', name: 'repository_id' })
  repositoryId!: string;

  @ManyToOne(() => RuleRepository, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'repository_id', foreignKeyConstraintName: 'sync_changes_repository_fkey' })
  repository!: Relation<RuleRepository>;

  /** Null for a rule that is not here yet. */
  @Column({ type: 'uuid', name: 'rule_id', nullable: true })
  ruleId!: string | null;

  @ManyToOne(() => Rule, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'rule_id', foreignKeyConstraintName: 'sync_changes_rule_fkey' })
  rule!: Relation<Rule> | null;

  @Column({ type: 'text', name: 'kind' })
  kind!: SyncChangeKind;

  @Column({ type: 'text', name: 'sigma_id' })
  sigmaId!: string;

  @Column({ type: 'text', name: 'path' })
  path!: string;

  @Column({ type: 'text', name: 'title' })
  title!: string;

  /** Upstream's; null for REMOVED. */
  @Column({ type: 'text', name: 'text', nullable: true })
  text!: string | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'found_at' })
  foundAt!: Date;

  /** It waits no longer, and comes back only where upstream changes the rule again. */
  @Column({ type: 'boolean', name: 'is_rejected', default: false })
  isRejected!: boolean;

  /** The audit log's actor; null while it waits. */
  @Column({ type: 'text', name: 'rejected_by', nullable: true })
  rejectedBy!: string | null;
}
