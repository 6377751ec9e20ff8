import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Log sources that remember which topics they are tried on. */
export class TestTopics1766420000000 implements MigrationInterface {
  readonly name = 'TestTopics1766420000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE log_sources ADD COLUMN test_topics text[] NOT NULL DEFAULT '{}'");
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
