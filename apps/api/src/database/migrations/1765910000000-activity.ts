import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened by itself, beside the audit log. */
export class Activity1765910000000 implements MigrationInterface {
  readonly name = 'Activity1765910000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE activity_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        kind text NOT NULL,
        severity text NOT NULL,
        object_id text NOT NULL,
        object_name text NOT NULL,
        message text NOT NULL,
        key text NOT NULL,
        CONSTRAINT activity_events_key_key UNIQUE (key)
      );
      CREATE INDEX activity_events_at_idx ON activity_events (at, id);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
