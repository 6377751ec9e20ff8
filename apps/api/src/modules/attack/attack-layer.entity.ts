import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A technique that a layer is about. */
export interface LayerTechnique {
  readonly id: string;
  readonly score: number | null;
}

/** A layer of ATT&CK Navigator that coverage is compared with. */
@Entity({ name: 'attack_layers' })
@Unique('attack_layers_name_key', ['name'])
export class AttackLayer {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'text', name: 'name' })
  name!: string;

  @Column({ type: 'text', name: 'description', default: '' })
  description!: string;

  @Column({ type: 'text', name: 'domain' })
  domain!: string;

  /** Of ATT&CK; null where the layer does not say. */
  @Column({ type: 'text', name: 'attack_version', nullable: true })
  attackVersion!: string | null;

  /** By id. */
  @Column({ type: 'json', name: 'techniques' })
  techniques!: readonly LayerTechnique[];

  @Column({ type: 'timestamptz', name: 'imported_at' })
  importedAt!: Date;

  /** The audit log's actor. */
  @Column({ type: 'text', name: 'imported_by' })
  importedBy!: string;
}
