import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Synced rules whose texts are kept against upstream. */
export class Overrides1765600000000 implements MigrationInterface {
  readonly name = 'Overrides1765600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rules
        ADD COLUMN upstream_text text,
        ADD COLUMN is_pinned boolean NOT NULL DEFAULT false;
      ALTER TABLE sync_runs ADD COLUMN kept integer NOT NULL DEFAULT 0;

      -- What was edited before: upstream's is the last text that a sync wrote.
      UPDATE rules SET upstream_text = upstream."text"
      FROM (
        SELECT DISTINCT ON (v.rule_id) v.rule_id, v."text" FROM rule_versions v
        JOIN rules edited ON edited.id = v.rule_id
        JOIN repositories r ON r.id = edited.repository_id
        WHERE v.author = 'sync' AND r.type <> 'LOCAL' AND edited.text_by <> 'sync'
        ORDER BY v.rule_id, v.version DESC) upstream
      WHERE upstream.rule_id = rules.id AND upstream."text" <> rules."text";
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
