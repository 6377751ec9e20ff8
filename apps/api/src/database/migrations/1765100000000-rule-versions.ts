import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wrote a rule's text, and what it was before. */
export class RuleVersions1765100000000 implements MigrationInterface {
  readonly name = 'RuleVersions1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rules
        ADD COLUMN text_by text NOT NULL DEFAULT '',
        ADD COLUMN text_at timestamptz NOT NULL DEFAULT now();
      UPDATE rules SET text_at = updated_at;

      CREATE TABLE rule_versions (
        rule_id uuid NOT NULL,
        version integer NOT NULL,
        "text" text NOT NULL,
        author text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (rule_id, version),
        CONSTRAINT rule_versions_rule_fkey FOREIGN KEY (rule_id) REFERENCES rules (id) ON DELETE CASCADE
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
