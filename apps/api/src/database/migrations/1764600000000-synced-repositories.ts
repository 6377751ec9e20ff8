import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Repositories whose rules come from a git host, and the runs that fetch them. */
export class SyncedRepositories1764600000000 implements MigrationInterface {
  readonly name = 'SyncedRepositories1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE repositories
        ADD COLUMN url text,
        ADD COLUMN ref text,
        ADD COLUMN folders text[] NOT NULL DEFAULT '{}',
        ADD COLUMN interval_minutes integer,
        ADD COLUMN sync_mode text NOT NULL DEFAULT 'AUTO',
        ADD COLUMN max_removed_percent integer NOT NULL DEFAULT 20,
        ADD COLUMN access_token_key text,
        ADD COLUMN access_token text,
        ADD COLUMN version integer NOT NULL DEFAULT 1;

      CREATE TABLE sync_runs (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        repository_id uuid NOT NULL,
        state text NOT NULL,
        trigger text NOT NULL,
        started_by text NOT NULL,
        is_full boolean NOT NULL DEFAULT false,
        queued_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        repository_version integer,
        commit_id text,
        is_not_modified boolean NOT NULL DEFAULT false,
        files_read integer NOT NULL DEFAULT 0,
        files_total integer,
        added integer NOT NULL DEFAULT 0,
        changed integer NOT NULL DEFAULT 0,
        removed integer NOT NULL DEFAULT 0,
        unchanged integer NOT NULL DEFAULT 0,
        refused integer NOT NULL DEFAULT 0,
        confirmed_removals integer,
        error text,
        retry_at timestamptz,
        files json NOT NULL,
        CONSTRAINT sync_runs_repository_fkey
          FOREIGN KEY (repository_id) REFERENCES repositories (id) ON DELETE CASCADE
      );
      CREATE INDEX sync_runs_repository_idx ON sync_runs (repository_id, queued_at, id);
      CREATE UNIQUE INDEX sync_runs_active_key ON sync_runs (repository_id) WHERE state IN ('QUEUED', 'RUNNING');
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
