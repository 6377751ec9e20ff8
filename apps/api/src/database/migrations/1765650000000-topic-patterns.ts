import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users and API tokens that are limited to topics; all that are there are not. */
export class TopicPatterns1765650000000 implements MigrationInterface {
  readonly name = 'TopicPatterns1765650000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN topic_patterns text[] NOT NULL DEFAULT '{*}';
      ALTER TABLE api_tokens ADD COLUMN topic_patterns text[] NOT NULL DEFAULT '{*}';
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
