import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pipelines that begin at a time. */
export class StartAt1766100000000 implements MigrationInterface {
  readonly name = 'StartAt1766100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pipelines ADD COLUMN start_at timestamptz');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
