import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A tactic of the catalogue. */
@Entity({ name: 'attack_tactics' })
@Unique('attack_tactics_short_name_key', ['shortName'])
export class AttackTacticRow {
  /** Such as `TA0002`. */
  @PrimaryColumn({ type: 'text', name: 'id' })
  id!: string;

  /** Such as `defense-evasion`. */
  @Column({ type: 'text', name: 'short_name' })
  shortName!: string;

  @Column({ type: 'text', name: 'name' })
  name!: string;

  /** In the matrix, from 0. */
  @Column({ type: 'smallint', name: 'position' })
  position!: number;
}
