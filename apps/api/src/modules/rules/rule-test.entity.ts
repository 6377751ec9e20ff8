import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  UpdateDateColumn,
  type Relation,
} from 'typeorm';
import { Rule } from './rule.entity.ts';

/** What a stored event is expected to do to its rule. */
export enum RuleTestExpectation {
  MATCH = 'MATCH',
  NO_MATCH = 'NO_MATCH',
}

/** An event that is kept with a rule, and tried whenever the rule's text changes. */
@Entity({ name: 'rule_tests' })
@Index('rule_tests_rule_idx', ['ruleId', 'name', 'id'])
export class RuleTest {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'uuid', name: 'rule_id' })
  ruleId!: string;

  @ManyToOne(() => Rule, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'rule_id', foreignKeyConstraintName: 'rule_tests_rule_fkey' })
  rule!: Relation<Rule>;

  @Column({ type: 'text', name: 'name' })
  name!: string;

  /** JSON as it was given. */
  @Column({ type: 'text', name: 'event' })
  event!: string;

  @Column({ type: 'text', name: 'expectation' })
  expectation!: RuleTestExpectation;

  @Column({ type: 'integer', name: 'version', default: 1 })
  version!: number;

  /** As the last trial ended; the text and this test have not changed since. */
  @Column({ type: 'boolean', name: 'is_failing', default: false })
  isFailing!: boolean;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
