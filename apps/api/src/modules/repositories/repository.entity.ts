import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique, UpdateDateColumn } from 'typeorm';

/** Where a repository's rules come from. */
export enum RepositoryType {
  LOCAL = 'LOCAL',
  GIT = 'GIT',
  SOC_PRIME = 'SOC_PRIME',
}

/** What happens to changes that a sync finds. */
export enum SyncMode {
  AUTO = 'AUTO',
  REVIEW = 'REVIEW',
}

@Entity({ name: 'repositories' })
@Unique('repositories_name_key', ['name'])
@Unique('repositories_platform_id_key', ['platformId'])
export class RuleRepository {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'text', name: 'name' })
  name!: string;

  @Column({ type: 'text', name: 'type' })
  type!: RepositoryType;

  @Column({ type: 'text', name: 'description', default: '' })
  description!: string;

  /** Which of SOC Prime's repositories it is; null for others. */
  @Column({ type: 'text', name: 'platform_id', nullable: true })
  platformId!: string | null;

  /** Canonical: `https://<host>/<path>`. This and what follows is null or empty for LOCAL. */
  @Column({ type: 'text', name: 'url', nullable: true })
  url!: string | null;

  /** Branch, tag or commit; null for the default branch. */
  @Column({ type: 'text', name: 'ref', nullable: true })
  ref!: string | null;

  /** Folders and patterns; empty for SigmaHQ's folders where there are some, else all. */
  @Column({ type: 'text', name: 'folders', array: true, default: '{}' })
  folders!: string[];

  /** Between two runs; null where there is no interval. */
  @Column({ type: 'integer', name: 'interval_minutes', nullable: true })
  intervalMinutes!: number | null;

  /** In place of the interval: times in UTC, as crontab(5) has them; null where there is no schedule. */
  @Column({ type: 'text', name: 'cron', nullable: true })
  cron!: string | null;

  @Column({ type: 'text', name: 'sync_mode', default: SyncMode.AUTO })
  syncMode!: SyncMode;

  /** A run that would remove a larger share of the rules asks first. */
  @Column({ type: 'integer', name: 'max_removed_percent', default: 20 })
  maxRemovedPercent!: number;

  /** Which key the access token was encrypted with; null where there is no token. */
  @Column({ type: 'text', name: 'access_token_key', nullable: true })
  accessTokenKey!: string | null;

  /** Encrypted; read only where it is used. */
  @Column({ type: 'text', name: 'access_token', nullable: true, select: false })
  accessToken!: string | null;

  /** As that of the access token: of the secret by which the host signs what it tells of pushes. */
  @Column({ type: 'text', name: 'webhook_secret_key', nullable: true })
  webhookSecretKey!: string | null;

  @Column({ type: 'text', name: 'webhook_secret', nullable: true, select: false })
  webhookSecret!: string | null;

  @Column({ type: 'integer', name: 'version', default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
