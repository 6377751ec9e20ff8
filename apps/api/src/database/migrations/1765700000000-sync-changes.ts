import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Changes of synced rules that people decide upon. */
export class SyncChanges1765700000000 implements MigrationInterface {
  readonly name = 'SyncChanges1765700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sync_changes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        repository_id uuid NOT NULL,
        rule_id uuid,
        kind text NOT NULL,
        sigma_id text NOT NULL,
        path text NOT NULL,
        title text NOT NULL,
        "text" text,
        found_at timestamptz NOT NULL DEFAULT now(),
        is_rejected boolean NOT NULL DEFAULT false,
        rejected_by text,
        CONSTRAINT sync_changes_sigma_id_key UNIQUE (repository_id, sigma_id),
        CONSTRAINT sync_changes_repository_fkey
          FOREIGN KEY (repository_id) REFERENCES repositories (id) ON DELETE CASCADE,
        CONSTRAINT sync_changes_rule_fkey FOREIGN KEY (rule_id) REFERENCES rules (id) ON DELETE CASCADE
      );
      CREATE INDEX sync_changes_path_idx ON sync_changes (repository_id, is_rejected, path, id);
      CREATE INDEX sync_changes_rule_idx ON sync_changes (rule_id);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
