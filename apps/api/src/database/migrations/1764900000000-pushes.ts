import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Git hosts tell of pushes. */
export class Pushes1764900000000 implements MigrationInterface {
  readonly name = 'Pushes1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE repositories
        ADD COLUMN webhook_secret_key text,
        ADD COLUMN webhook_secret text;
      ALTER TABLE sync_runs ADD COLUMN is_followed boolean NOT NULL DEFAULT false;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
