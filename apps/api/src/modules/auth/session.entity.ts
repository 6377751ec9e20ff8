import {
  Column,
  CreateDateColumn,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  Unique,
  type Relation,
} from 'typeorm';
import { User } from './user.entity.ts';

/** A login. The token itself is known to the client alone; here stands its SHA-256. */
@Entity({ name: 'sessions' })
@Unique('sessions_id_key', ['id'])
@Index('sessions_user_idx', ['userId'])
@Index('sessions_expires_idx', ['expiresAt'])
export class Session {
  @PrimaryColumn({ type: 'bytea', name: 'token_hash' })
  tokenHash!: Buffer;

  /** What people name it by. */
  @Column({ type: 'uuid', name: 'id' })
  @Generated('uuid')
  id!: string;

  @Column({ type: 'uuid', name: 'user_id' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'sessions_user_fkey' })
  user!: Relation<User>;

  /** IP address of the login. */
  @Column({ type: 'text', name: 'address', default: '' })
  address!: string;

  /** As the browser or script named itself at the login, at most 255 characters. */
  @Column({ type: 'text', name: 'user_agent', default: '' })
  userAgent!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  /** Exact to a minute. */
  @Column({ type: 'timestamptz', name: 'last_used_at', default: () => 'now()' })
  lastUsedAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;
}
