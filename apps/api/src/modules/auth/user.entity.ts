import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Role } from './role.ts';

@Entity({ name: 'users' })
@Unique('users_email_key', ['email'])
@Unique('users_oidc_key', ['oidcIssuer', 'oidcSubject'])
export class User {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  /** Lower case. */
  @Column({ type: 'text', name: 'email' })
  email!: string;

  /** As people call them; empty where nobody gave it. */
  @Column({ type: 'text', name: 'name', default: '' })
  name!: string;

  /** Null: no password leads in, single sign-on alone. */
  @Column({ type: 'text', name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  /** Who says who it is: an OpenID Connect issuer. Null: nobody but the password. */
  @Column({ type: 'text', name: 'oidc_issuer', nullable: true })
  oidcIssuer!: string | null;

  /** Claim `sub`: unique and never given again within the issuer. */
  @Column({ type: 'text', name: 'oidc_subject', nullable: true })
  oidcSubject!: string | null;

  @Column({ type: 'text', name: 'role' })
  role!: Role;

  /** Names with `*`; `*` alone: every topic. */
  @Column({ type: 'text', name: 'topic_patterns', array: true, default: ['*'] })
  topicPatterns!: string[];

  /** An inactive user can't log in, and has no session. */
  @Column({ type: 'boolean', name: 'is_active', default: true })
  isActive!: boolean;

  /** The password is temporary. */
  @Column({ type: 'boolean', name: 'must_change_password', default: false })
  mustChangePassword!: boolean;

  @Column({ type: 'timestamptz', name: 'password_changed_at', default: () => 'now()' })
  passwordChangedAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_login_at', nullable: true })
  lastLoginAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
