import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique, UpdateDateColumn } from 'typeorm';

/** A detection that takes events out before rules are tried. */
@Entity({ name: 'filters' })
@Unique('filters_name_key', ['name'])
export class Filter {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'text', name: 'name' })
  name!: string;

  /** YAML with a `detection`. */
  @Column({ type: 'text', name: 'text' })
  text!: string;

  @Column({ type: 'integer', name: 'version', default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
