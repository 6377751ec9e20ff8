import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The API key with which SOC Prime's platform is asked. There is one row, or none. */
@Entity({ name: 'soc_prime_account' })
export class SocPrimeAccount {
  /** Always 1. */
  @PrimaryColumn({ type: 'smallint', name: 'id', default: 1 })
  id!: number;

  /** Encrypted. */
  @Column({ type: 'text', name: 'api_key' })
  apiKey!: string;

  /** Which key it was encrypted with. */
  @Column({ type: 'text', name: 'api_key_key' })
  apiKeyKey!: string;

  /** The audit log's actor. */
  @Column({ type: 'text', name: 'set_by' })
  setBy!: string;

  @Column({ type: 'timestamptz', name: 'set_at' })
  setAt!: Date;
}
