import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  Unique,
  UpdateDateColumn,
  type Relation,
} from 'typeorm';
import { RuleRepository } from '../repositories/index.ts';

/** Sigma's levels, least first; stored as their number, so that they sort. */
export const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'] as const;

/** How far a rule has come. DRAFT: workers don't have it. SHADOW: its matches are counted, and nothing is written of them. */
export enum RuleStage {
  DRAFT = 'DRAFT',
  SHADOW = 'SHADOW',
  LIVE = 'LIVE',
}

/** The words of path and text, each run of letters and digits one; of a longer text those of its first 100,000 characters. */
const WORDS = String.raw`to_tsvector('simple'::regconfig, translate(left(path || ' ' || "text", 100000), E'!"#$%&\'()*+,-./:;<=>?@[\\]^_\x60{|}~', repeat(' ', 32)))`;

/** Of what facets count, all that stands in the row. */
const FACETS_KEY =
  'hash_record_extended(ROW(coalesce(level_override, level), status, product, category, service, repository_id, stage, enabled, tactics, techniques, failing_tests > 0), 0)';

/** What takes most of a rule's room, and which lists seldom show. */
export type RuleTexts = Pick<Rule, 'text' | 'upstreamText'>;

/** A rule of a list: without its texts, but with what they say about each other. */
export type ListedRule = Omit<Rule, keyof RuleTexts> & {
  readonly isOverridden: boolean;
  readonly isGoneUpstream: boolean;
};

/** A Sigma rule. Its text is the truth; the other columns are read from it, to search and sort by. */
@Entity({ name: 'rules' })
@Unique('rules_sigma_id_key', ['repositoryId', 'sigmaId'])
@Index('rules_title_idx', ['title', 'id'])
@Index('rules_repository_idx', ['repositoryId', 'title', 'id'])
// TypeORM knows neither expressions nor GIN: the migration alone makes these.
@Index('rules_level_idx', { synchronize: false })
@Index('rules_words_idx', { synchronize: false })
@Index('rules_attack_idx', { synchronize: false })
@Index('rules_updated_idx', ['updatedAt', 'id'])
@Index('rules_failing_idx', ['id'], { where: 'failing_tests > 0' })
export class Rule {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'uuid', name: 'repository_id' })
  repositoryId!: string;

  @ManyToOne(() => RuleRepository, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'repository_id', foreignKeyConstraintName: 'rules_repository_fkey' })
  repository!: Relation<RuleRepository>;

  @Column({ type: 'text', name: 'sigma_id' })
  sigmaId!: string;

  @Column({ type: 'text', name: 'path' })
  path!: string;

  @Column({ type: 'text', name: 'text' })
  text!: string;

  /** Who wrote the text: the audit log's actor; empty where nobody knows any more. */
  @Column({ type: 'text', name: 'text_by', default: '' })
  textBy!: string;

  /** When the text was written. */
  @Column({ type: 'timestamptz', name: 'text_at', default: () => 'now()' })
  textAt!: Date;

  @Column({ type: 'text', name: 'title' })
  title!: string;

  /** Index into {@link LEVELS}. */
  @Column({ type: 'smallint', name: 'level' })
  level!: number;

  @Column({ type: 'text', name: 'product', nullable: true })
  product!: string | null;

  @Column({ type: 'text', name: 'category', nullable: true })
  category!: string | null;

  @Column({ type: 'text', name: 'service', nullable: true })
  service!: string | null;

  @Column({ type: 'text', name: 'techniques', array: true, default: '{}' })
  techniques!: string[];

  /** Short names, such as `credential-access`. */
  @Column({ type: 'text', name: 'tactics', array: true, default: '{}' })
  tactics!: string[];

  /** Null where the text gives none. */
  @Column({ type: 'text', name: 'status', nullable: true })
  status!: string | null;

  /** For full text; made by Postgres, read by no one. */
  @Column({
    ...{ type: 'tsvector', name: 'words', nullable: true, generatedType: 'STORED', asExpression: WORDS },
    ...{ select: false, insert: false, update: false },
  })
  words?: never;

  /** The same for rules that are the same in all that is counted; made by Postgres, read by counts alone. */
  @Column({
    ...{
      type: 'bigint',
      name: 'facets_key',
      nullable: true,
      generatedType: 'STORED',
      asExpression: FACETS_KEY,
    },
    ...{ select: false, insert: false, update: false },
  })
  facetsKey?: never;

  @Column({ type: 'text', name: 'stage', default: RuleStage.LIVE })
  stage!: RuleStage;

  /** Index into {@link LEVELS} that takes the place of the level the text says; null for none. */
  @Column({ type: 'smallint', name: 'level_override', nullable: true })
  levelOverride!: number | null;

  @Column({ type: 'boolean', name: 'enabled', default: true })
  enabled!: boolean;

  /**
   * What upstream has, where the text is kept against it; null where the text is upstream's, empty where upstream has the
   * rule no more.
   */
  @Column({ type: 'text', name: 'upstream_text', nullable: true })
  upstreamText!: string | null;

  /** The text stays, whatever upstream does. */
  @Column({ type: 'boolean', name: 'is_pinned', default: false })
  isPinned!: boolean;

  /** Of the stored tests. */
  @Column({ type: 'integer', name: 'failing_tests', default: 0 })
  failingTests!: number;

  @Column({ type: 'integer', name: 'version', default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
