import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Samples of what rules in `SHADOW` matched; few of each rule, so they are not partitioned. */
export class ShadowMatches1766430000000 implements MigrationInterface {
  readonly name = 'ShadowMatches1766430000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shadow_matches (
        id text NOT NULL,
        rule_id text NOT NULL,
        pipeline_id text NOT NULL,
        matched_at timestamptz NOT NULL,
        event_at timestamptz NOT NULL,
        revision bigint NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        "offset" bigint NOT NULL,
        event text NOT NULL,
        event_truncated boolean NOT NULL,
        CONSTRAINT shadow_matches_pkey PRIMARY KEY (id)
      );
      CREATE INDEX shadow_matches_rule_idx ON shadow_matches (rule_id, matched_at, id);
      CREATE INDEX shadow_matches_pipeline_idx ON shadow_matches (rule_id, pipeline_id, matched_at, id);
      CREATE INDEX shadow_matches_age_idx ON shadow_matches (matched_at);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
