import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Rule } from './rule.entity.ts';

/** A text that a rule had. The text it has stands in the rule alone. */
@Entity({ name: 'rule_versions' })
export class RuleVersion {
  @PrimaryColumn({ type: 'uuid', name: 'rule_id' })
  ruleId!: string;

  @ManyToOne(() => Rule, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'rule_id', foreignKeyConstraintName: 'rule_versions_rule_fkey' })
  rule!: Relation<Rule>;

  /** The last version of the rule that had this text. */
  @PrimaryColumn({ type: 'integer', name: 'version' })
  version!: number;

  @Column({ type: 'text', name: 'text' })
  text!: string;

  /** The audit log's actor; empty where nobody knows any more. */
  @Column({ type: 'text', name: 'author' })
  author!: string;

  /** When the text was written. */
  @Column({ type: 'timestamptz', name: 'at' })
  at!: Date;
}
