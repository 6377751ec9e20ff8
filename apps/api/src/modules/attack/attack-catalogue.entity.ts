import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is known of the ATT&CK catalogue as a whole, and where it comes from. There is one row. */
@Entity({ name: 'attack_catalogue' })
export class AttackCatalogueState {
  /** Always 1. */
  @PrimaryColumn({ type: 'smallint', name: 'id', default: 1 })
  id!: number;

  /** Where the bundle is read from; null: it is uploaded. */
  @Column({ type: 'text', name: 'url', nullable: true })
  url!: string | null;

  @Column({ type: 'integer', name: 'interval_hours', default: 168 })
  intervalHours!: number;

  /** Of url and interval. */
  @Column({ type: 'integer', name: 'version', default: 1 })
  version!: number;

  /** Such as `enterprise-attack`. This and all below is null where no bundle was read yet, or the bundle doesn't say. */
  @Column({ type: 'text', name: 'domain', nullable: true })
  domain!: string | null;

  @Column({ type: 'text', name: 'name', nullable: true })
  name!: string | null;

  /** Of ATT&CK, such as `17.1`. */
  @Column({ type: 'text', name: 'attack_version', nullable: true })
  attackVersion!: string | null;

  /** When the newest of the bundle's objects was changed. */
  @Column({ type: 'timestamptz', name: 'modified_at', nullable: true })
  modifiedAt!: Date | null;

  /** SHA-256 of the bundle, hexadecimal. */
  @Column({ type: 'text', name: 'content_hash', nullable: true })
  contentHash!: string | null;

  @Column({ type: 'timestamptz', name: 'loaded_at', nullable: true })
  loadedAt!: Date | null;

  /** The audit log's actor. */
  @Column({ type: 'text', name: 'loaded_by', nullable: true })
  loadedBy!: string | null;

  /** As the url's server gave it; null where it gave none. */
  @Column({ type: 'text', name: 'etag', nullable: true })
  etag!: string | null;

  /** When the url was asked last. */
  @Column({ type: 'timestamptz', name: 'checked_at', nullable: true })
  checkedAt!: Date | null;

  /** Why the last time failed, for people; null where it did not. */
  @Column({ type: 'text', name: 'error', nullable: true })
  error!: string | null;
}
