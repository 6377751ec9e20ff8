import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens of a session that change while it lasts. Those who are logged in log in again. */
export class RefreshedSessions1765200000000 implements MigrationInterface {
  readonly name = 'RefreshedSessions1765200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM sessions;
      ALTER TABLE sessions DROP COLUMN token_hash, DROP CONSTRAINT sessions_id_key;
      ALTER TABLE sessions ADD PRIMARY KEY (id), ADD COLUMN seed bytea NOT NULL;

      CREATE TABLE session_tokens (
        token_hash bytea PRIMARY KEY,
        session_id uuid NOT NULL,
        kind text NOT NULL,
        expires_at timestamptz NOT NULL,
        replaced_at timestamptz,
        CONSTRAINT session_tokens_session_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
      );
      CREATE INDEX session_tokens_session_idx ON session_tokens (session_id);
      CREATE INDEX session_tokens_expires_idx ON session_tokens (expires_at);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
