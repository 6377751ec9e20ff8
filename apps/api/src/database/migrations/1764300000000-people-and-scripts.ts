import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users that are managed, sessions that are listed, API tokens, failed logins counted for all replicas. */
export class PeopleAndScripts1764300000000 implements MigrationInterface {
  readonly name = 'PeopleAndScripts1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users
        ADD COLUMN name text NOT NULL DEFAULT '',
        ADD COLUMN is_active boolean NOT NULL DEFAULT true,
        ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
        ADD COLUMN password_changed_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN last_login_at timestamptz;

      ALTER TABLE sessions
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN address text NOT NULL DEFAULT '',
        ADD COLUMN user_agent text NOT NULL DEFAULT '',
        ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now(),
        ADD CONSTRAINT sessions_id_key UNIQUE (id);

      CREATE TABLE api_tokens (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL,
        name text NOT NULL,
        token_hash bytea NOT NULL,
        scopes text[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz,
        CONSTRAINT api_tokens_hash_key UNIQUE (token_hash),
        CONSTRAINT api_tokens_name_key UNIQUE (user_id, name),
        CONSTRAINT api_tokens_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      );

      CREATE TABLE login_failures (
        key bytea PRIMARY KEY,
        failures integer NOT NULL,
        blocked_until timestamptz,
        forget_at timestamptz NOT NULL
      );
      CREATE INDEX login_failures_forget_idx ON login_failures (forget_at);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
