import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the workers counted, by seconds: as minutes and hours. */
export class MetricsSeconds1766200000000 implements MigrationInterface {
  readonly name = 'MetricsSeconds1766200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE metrics_seconds (LIKE metrics_minutes INCLUDING ALL) PARTITION BY RANGE (at)
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
