import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A technique or sub-technique of the catalogue, in use or not. */
@Entity({ name: 'attack_techniques' })
export class AttackTechniqueRow {
  /** Such as `T1059` or `T1059.001`. */
  @PrimaryColumn({ type: 'text', name: 'id' })
  id!: string;

  @Column({ type: 'text', name: 'name' })
  name!: string;

  /** Of a sub-technique. */
  @Column({ type: 'text', name: 'parent_id', nullable: true })
  parentId!: string | null;

  /** Short names. */
  @Column({ type: 'text', name: 'tactics', array: true })
  tactics!: string[];

  /** `revoked` or `deprecated`; null while it is in use. */
  @Column({ type: 'text', name: 'retirement', nullable: true })
  retirement!: 'revoked' | 'deprecated' | null;

  /** The technique in whose favour it counts: the one in its place where it is revoked and that is known, otherwise itself. */
  @Column({ type: 'text', name: 'current_id' })
  currentId!: string;
}
