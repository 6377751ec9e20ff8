import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events that are kept with rules, to be tried when these change. */
export class RuleTests1765800000000 implements MigrationInterface {
  readonly name = 'RuleTests1765800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rules ADD COLUMN failing_tests integer NOT NULL DEFAULT 0;
      CREATE INDEX rules_failing_idx ON rules (id) WHERE failing_tests > 0;

      CREATE TABLE rule_tests (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        rule_id uuid NOT NULL,
        name text NOT NULL,
        event text NOT NULL,
        expectation text NOT NULL,
        is_failing boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT rule_tests_rule_fkey FOREIGN KEY (rule_id) REFERENCES rules (id) ON DELETE CASCADE
      );
      CREATE INDEX rule_tests_rule_idx ON rule_tests (rule_id, name, id);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
