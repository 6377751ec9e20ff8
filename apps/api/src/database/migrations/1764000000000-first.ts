import type { MigrationInterface, QueryRunner } from 'typeorm';

export class First1764000000000 implements MigrationInterface {
  readonly name = 'First1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email text NOT NULL,
        password_hash text NOT NULL,
        role text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT users_email_key UNIQUE (email)
      );

      CREATE TABLE sessions (
        token_hash bytea PRIMARY KEY,
        user_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      );
      CREATE INDEX sessions_user_idx ON sessions (user_id);
      CREATE INDEX sessions_expires_idx ON sessions (expires_at);

      CREATE TABLE repositories (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        type text NOT NULL,
        description text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT repositories_name_key UNIQUE (name)
      );

      CREATE TABLE rules (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        repository_id uuid NOT NULL,
        sigma_id text NOT NULL,
        path text NOT NULL,
        "text" text NOT NULL,
        title text NOT NULL,
        level smallint NOT NULL,
        product text,
        category text,
        service text,
        techniques text[] NOT NULL DEFAULT '{}',
        enabled boolean NOT NULL DEFAULT true,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT rules_sigma_id_key UNIQUE (repository_id, sigma_id),
        CONSTRAINT rules_repository_fkey FOREIGN KEY (repository_id) REFERENCES repositories (id) ON DELETE CASCADE
      );
      CREATE INDEX rules_title_idx ON rules (title, id);
      CREATE INDEX rules_level_idx ON rules (level, title, id);
      CREATE INDEX rules_updated_idx ON rules (updated_at, id);

      CREATE TABLE pipelines (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        enabled boolean NOT NULL,
        source_topics text[] NOT NULL,
        destination_topic text NOT NULL,
        product text,
        category text,
        service text,
        write_untagged boolean NOT NULL,
        start_position text NOT NULL,
        start_offsets jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pipelines_name_key UNIQUE (name)
      );

      CREATE TABLE pipeline_repositories (
        pipeline_id uuid NOT NULL,
        repository_id uuid NOT NULL,
        PRIMARY KEY (pipeline_id, repository_id),
        CONSTRAINT pipeline_repositories_pipeline_fkey
          FOREIGN KEY (pipeline_id) REFERENCES pipelines (id) ON DELETE CASCADE,
        CONSTRAINT pipeline_repositories_repository_fkey
          FOREIGN KEY (repository_id) REFERENCES repositories (id) ON DELETE RESTRICT
      );
      CREATE INDEX pipeline_repositories_repository_idx ON pipeline_repositories (repository_id);

      CREATE TABLE revision (
        id boolean PRIMARY KEY DEFAULT true,
        revision bigint NOT NULL,
        CONSTRAINT revision_single_row CHECK (id)
      );
      INSERT INTO revision (revision) VALUES (0);

      CREATE TABLE outbox_revisions (
        revision bigint PRIMARY KEY,
        batch_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        published_at timestamptz,
        CONSTRAINT outbox_revisions_batch_key UNIQUE (batch_id)
      );
      CREATE INDEX outbox_revisions_pending_idx ON outbox_revisions (revision) WHERE published_at IS NULL;

      CREATE TABLE outbox_records (
        batch_id uuid NOT NULL,
        position integer NOT NULL,
        key text NOT NULL,
        value text,
        PRIMARY KEY (batch_id, position)
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
