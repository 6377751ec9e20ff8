import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Detections, a partition for each day of `matched_at`; the partitions are made as they are needed. */
export class Detections1764700000000 implements MigrationInterface {
  readonly name = 'Detections1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE detections (
        id text NOT NULL,
        matched_at timestamptz NOT NULL,
        event_at timestamptz NOT NULL,
        pipeline_id text NOT NULL,
        revision bigint NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        "offset" bigint NOT NULL,
        position integer NOT NULL,
        level smallint NOT NULL,
        rule_ids text[] NOT NULL,
        sigma_ids text[] NOT NULL,
        techniques text[] NOT NULL,
        rules jsonb NOT NULL,
        event text NOT NULL,
        event_truncated boolean NOT NULL,
        CONSTRAINT detections_pkey PRIMARY KEY (id, matched_at)
      ) PARTITION BY RANGE (matched_at);
      CREATE INDEX detections_newest_idx ON detections (matched_at, id);
      CREATE INDEX detections_pipeline_idx ON detections (pipeline_id, matched_at, id);
      CREATE INDEX detections_topic_idx ON detections (topic, matched_at, id);
      CREATE INDEX detections_level_idx ON detections (level, matched_at, id);
      CREATE INDEX detections_source_idx ON detections (pipeline_id, topic, partition, "offset", position);
      CREATE INDEX detections_found_idx ON detections USING gin ((rule_ids || sigma_ids), techniques)
        WITH (fastupdate = off);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
