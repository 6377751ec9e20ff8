import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Role } from './role.ts';

@Entity({ name: 'users' })
@Unique('users_email_key', ['email'])
export class User {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  /** Lower case. */
  @Column({ type: 'text', name: 'email' })
  email!: string;

  /** As people call them; empty where nobody gave it. */
  @Column({ type: 'text', name: 'name', default: '' })
  name!: string;

  @Column({ type: 'text', name: 'password_hash' })
  passwordHash!: string;

  @Column({ type: 'text', name: 'role' })
  role!: Role;

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
