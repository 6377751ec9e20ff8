import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a run was taken up. */
export class SyncAttempts1765720000000 implements MigrationInterface {
  readonly name = 'SyncAttempts1765720000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sync_runs ADD COLUMN attempt integer NOT NULL DEFAULT 1');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
