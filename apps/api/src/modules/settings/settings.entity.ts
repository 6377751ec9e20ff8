import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What administrators set in place of the defaults. There is one row. */
@Entity({ name: 'settings' })
export class SettingsRow {
  /** Always 1. */
  @PrimaryColumn({ type: 'smallint', name: 'id', default: 1 })
  id!: number;

  @Column({ type: 'integer', name: 'version', default: 1 })
  version!: number;

  /** By the name of the setting; one that is not there is at its default. */
  @Column({ type: 'jsonb', name: 'overrides', default: {} })
  overrides!: Readonly<Record<string, unknown>>;
}
