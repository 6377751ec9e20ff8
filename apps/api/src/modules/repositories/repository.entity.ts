import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique, UpdateDateColumn } from 'typeorm';

/** Where a repository's rules come from. */
export enum RepositoryType {
  LOCAL = 'LOCAL',
}

@Entity({ name: 'repositories' })
@Unique('repositories_name_key', ['name'])
export class RuleRepository {
  @PrimaryGeneratedColumn('uuid', { name: 'id' })
  id!: string;

  @Column({ type: 'text', name: 'name' })
  name!: string;

  @Column({ type: 'text', name: 'type' })
  type!: RepositoryType;

  @Column({ type: 'text', name: 'description', default: '' })
  description!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
