import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Times at which repositories are synced. */
export class SyncSchedules1765710000000 implements MigrationInterface {
  readonly name = 'SyncSchedules1765710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE repositories ADD COLUMN cron text');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
