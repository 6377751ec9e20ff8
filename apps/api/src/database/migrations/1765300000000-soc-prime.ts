import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Repositories of SOC Prime's platform, and the key to it. */
export class SocPrime1765300000000 implements MigrationInterface {
  readonly name = 'SocPrime1765300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE repositories
        ADD COLUMN platform_id text,
        ADD CONSTRAINT repositories_platform_id_key UNIQUE (platform_id);

      CREATE TABLE soc_prime_account (
        id smallint PRIMARY KEY DEFAULT 1,
        api_key text NOT NULL,
        api_key_key text NOT NULL,
        set_by text NOT NULL,
        set_at timestamptz NOT NULL
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
