import { Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What was done. */
export enum AuditAction {
  CREATE = 'CREATE',
  UPDATE = 'UPDATE',
  DELETE = 'DELETE',
  IMPORT = 'IMPORT',
  SYNC = 'SYNC',
  RECONCILE = 'RECONCILE',
  LOGIN = 'LOGIN',
  LOGIN_FAILED = 'LOGIN_FAILED',
  LOGOUT = 'LOGOUT',
}

/** What it was done to. */
export enum AuditObject {
  RULE = 'RULE',
  REPOSITORY = 'REPOSITORY',
  FILTER = 'FILTER',
  LOG_SOURCE = 'LOG_SOURCE',
  PIPELINE = 'PIPELINE',
  TOPIC = 'TOPIC',
  USER = 'USER',
  SESSION = 'SESSION',
  API_TOKEN = 'API_TOKEN',
  SOC_PRIME_KEY = 'SOC_PRIME_KEY',
  ATTACK_CATALOGUE = 'ATTACK_CATALOGUE',
  ATTACK_LAYER = 'ATTACK_LAYER',
  SETTINGS = 'SETTINGS',
  CONFIGURATION = 'CONFIGURATION',
}

/** One entry of the audit log. Written in the transaction of what it tells of, never changed. */
@Entity({ name: 'audit_log' })
@Index('audit_log_at_idx', ['at', 'id'])
@Index('audit_log_object_idx', ['objectType', 'objectId', 'id'])
@Index('audit_log_user_idx', ['userId', 'id'])
@Index('audit_log_parts_idx', { synchronize: false })
export class AuditEntry {
  /** 64 bits: a decimal string. Grows with time. */
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'at' })
  at!: Date;

  /** No key of another table: the entry outlives the user. */
  @Column({ type: 'uuid', name: 'user_id', nullable: true })
  userId!: string | null;

  @Column({ type: 'text', name: 'actor' })
  actor!: string;

  @Column({ type: 'text', name: 'address', nullable: true })
  address!: string | null;

  @Column({ type: 'text', name: 'request_id', nullable: true })
  requestId!: string | null;

  @Column({ type: 'text', name: 'action' })
  action!: AuditAction;

  @Column({ type: 'text', name: 'object_type' })
  objectType!: AuditObject;

  @Column({ type: 'text', name: 'object_id', nullable: true })
  objectId!: string | null;

  @Column({ type: 'text', name: 'object_name' })
  objectName!: string;

  /** Null where it was created. */
  @Column({ type: 'jsonb', name: 'before', nullable: true })
  before!: Record<string, unknown> | null;

  /** Null where it was deleted. */
  @Column({ type: 'jsonb', name: 'after', nullable: true })
  after!: Record<string, unknown> | null;
}
