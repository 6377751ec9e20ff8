import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each rule matched last. Not a key of rules: workers tell of rules that may be gone. */
export class RuleHits1765000000000 implements MigrationInterface {
  readonly name = 'RuleHits1765000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rule_hits (
        rule_id uuid PRIMARY KEY,
        last_matched_at timestamptz NOT NULL
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
