import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the workers counted, by minutes and by hours; the partitions are made as they are needed. */
export class MetricsHistory1764800000000 implements MigrationInterface {
  readonly name = 'MetricsHistory1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE metrics_instances (
        instance text PRIMARY KEY,
        seq bigint NOT NULL,
        reported_at timestamptz NOT NULL
      );
      CREATE INDEX metrics_instances_reported_idx ON metrics_instances (reported_at);

      CREATE FUNCTION merge_counts(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN one IS NULL THEN other WHEN other IS NULL THEN one ELSE (
          SELECT jsonb_object_agg(key, count) FROM (
            SELECT key, sum(value::bigint) AS count FROM (
              SELECT * FROM jsonb_each_text(one) UNION ALL SELECT * FROM jsonb_each_text(other)
            ) AS counts GROUP BY key
          ) AS sums
        ) END
      $$;
    `);
    for (const name of ['metrics_minutes', 'metrics_hours']) {
      await runner.query(`
        CREATE TABLE ${name} (
          kind text NOT NULL,
          key text NOT NULL,
          pipeline_id text NOT NULL,
          at timestamptz NOT NULL,
          consumed bigint,
          tagged bigint,
          untagged bigint,
          dead_lettered bigint,
          matches bigint,
          shadow_matches bigint,
          filtered bigint,
          unparsed bigint,
          unresolved bigint,
          detections_capped bigint,
          written bigint,
          cpu_ms bigint,
          latency jsonb,
          CONSTRAINT ${name}_pkey PRIMARY KEY (kind, key, pipeline_id, at)
        ) PARTITION BY RANGE (at)`);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
