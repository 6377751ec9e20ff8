import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Failed logins in a row, of a user or from an address. */
@Entity({ name: 'login_failures' })
@Index('login_failures_forget_idx', ['forgetAt'])
export class LoginFailures {
  /** SHA-256 of what is limited. */
  @PrimaryColumn({ type: 'bytea', name: 'key' })
  key!: Buffer;

  @Column({ type: 'integer', name: 'failures' })
  failures!: number;

  /** Null: nothing is refused. */
  @Column({ type: 'timestamptz', name: 'blocked_until', nullable: true })
  blockedUntil!: Date | null;

  /** The row counts for nothing from then on. */
  @Column({ type: 'timestamptz', name: 'forget_at' })
  forgetAt!: Date;
}
