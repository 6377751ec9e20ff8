import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Log sources and filters, what pipelines use of them, and how far a rule has come. */
export class LogSourcesAndFilters1764100000000 implements MigrationInterface {
  readonly name = 'LogSourcesAndFilters1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE filters (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        "text" text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT filters_name_key UNIQUE (name)
      );

      CREATE TABLE log_sources (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        script text NOT NULL,
        mapping jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT log_sources_name_key UNIQUE (name)
      );

      ALTER TABLE pipelines
        ADD COLUMN log_source_id uuid,
        ADD COLUMN disabled_rule_ids uuid[] NOT NULL DEFAULT '{}',
        ADD COLUMN custom_fields jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN write_filtered boolean NOT NULL DEFAULT false,
        ADD COLUMN write_parsed boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT pipelines_log_source_fkey
          FOREIGN KEY (log_source_id) REFERENCES log_sources (id) ON DELETE RESTRICT;

      CREATE TABLE pipeline_filters (
        pipeline_id uuid NOT NULL,
        filter_id uuid NOT NULL,
        PRIMARY KEY (pipeline_id, filter_id),
        CONSTRAINT pipeline_filters_pipeline_fkey
          FOREIGN KEY (pipeline_id) REFERENCES pipelines (id) ON DELETE CASCADE,
        CONSTRAINT pipeline_filters_filter_fkey
          FOREIGN KEY (filter_id) REFERENCES filters (id) ON DELETE RESTRICT
      );
      CREATE INDEX pipeline_filters_filter_idx ON pipeline_filters (filter_id);

      ALTER TABLE rules
        ADD COLUMN stage text NOT NULL DEFAULT 'LIVE',
        ADD COLUMN level_override smallint;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
