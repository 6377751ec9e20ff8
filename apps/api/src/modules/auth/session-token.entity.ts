import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Session } from './session.entity.ts';

export enum SessionTokenKind {
  /** Is sent with each request; lives for minutes. */
  ACCESS = 'ACCESS',
  /** Is given once for another access token and its own successor. */
  REFRESH = 'REFRESH',
}

/** A token of a session. The client alone knows it; here stands its SHA-256. */
@Entity({ name: 'session_tokens' })
@Index('session_tokens_session_idx', ['sessionId'])
@Index('session_tokens_expires_idx', ['expiresAt'])
export class SessionToken {
  @PrimaryColumn({ type: 'bytea', name: 'token_hash' })
  tokenHash!: Buffer;

  @Column({ type: 'uuid', name: 'session_id' })
  sessionId!: string;

  @ManyToOne(() => Session, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'session_tokens_session_fkey' })
  session!: Relation<Session>;

  @Column({ type: 'text', name: 'kind' })
  kind!: SessionTokenKind;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  /** When a refresh token was given for its successor. It is kept until the session ends, to be known when it comes again. */
  @Column({ type: 'timestamptz', name: 'replaced_at', nullable: true })
  replacedAt!: Date | null;
}
