import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { User } from './user.entity.ts';

/** A login, until it ends. What the client shows for it are its tokens, which change meanwhile. */
@Entity({ name: 'sessions' })
@Index('sessions_user_idx', ['userId'])
@Index('sessions_expires_idx', ['expiresAt'])
export class Session {
  /** What people name it by. */
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  /** 32 random bytes. With a refresh token they give the next one; alone they give nothing. */
  @Column({ type: 'bytea', name: 'seed', select: false })
  seed!: Buffer;

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
