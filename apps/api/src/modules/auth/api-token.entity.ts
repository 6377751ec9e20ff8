import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  Unique,
  type Relation,
} from 'typeorm';
import type { Scope } from './scope.ts';
import { User } from './user.entity.ts';

/** What a script calls with in a user's place. The secret is known to the script alone; here stands its SHA-256. */
@Entity({ name: 'api_tokens' })
@Unique('api_tokens_hash_key', ['tokenHash'])
@Unique('api_tokens_name_key', ['userId', 'name'])
export class ApiToken {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'uuid', name: 'user_id' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'api_tokens_user_fkey' })
  user!: Relation<User>;

  @Column({ type: 'text', name: 'name' })
  name!: string;

  @Column({ type: 'bytea', name: 'token_hash' })
  tokenHash!: Buffer;

  @Column({ type: 'text', name: 'scopes', array: true })
  scopes!: Scope[];

  /** Names with `*`; `*` alone: every topic. */
  @Column({ type: 'text', name: 'topic_patterns', array: true, default: ['*'] })
  topicPatterns!: string[];

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  /** Exact to a minute. Null: never. */
  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
