import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stored tests of rules that two people may edit at once. */
export class RuleTestVersions1766400000000 implements MigrationInterface {
  readonly name = 'RuleTestVersions1766400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE rule_tests ADD COLUMN version integer NOT NULL DEFAULT 1');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
