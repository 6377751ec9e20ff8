import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique, UpdateDateColumn } from 'typeorm';

/** The event's fields by the field of the rules that they count as. */
export type FieldMapping = Record<string, string[]>;

/** What events go through before filters and rules see them. */
@Entity({ name: 'log_sources' })
@Unique('log_sources_name_key', ['name'])
export class LogSource {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'text', name: 'name' })
  name!: string;

  /** A parsing script; '' for none. */
  @Column({ type: 'text', name: 'script' })
  script!: string;

  @Column({ type: 'jsonb', name: 'mapping' })
  mapping!: FieldMapping;

  /** Topics whose events it is tried on. */
  @Column({ type: 'text', name: 'test_topics', array: true, default: '{}' })
  testTopics!: string[];

  @Column({ type: 'integer', name: 'version', default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
