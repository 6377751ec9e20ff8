import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did what, from where. */
export class AuditLog1764200000000 implements MigrationInterface {
  readonly name = 'AuditLog1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        user_id uuid,
        actor text NOT NULL,
        address text,
        request_id text,
        action text NOT NULL,
        object_type text NOT NULL,
        object_id text,
        object_name text NOT NULL,
        before jsonb,
        after jsonb
      );
      CREATE INDEX audit_log_at_idx ON audit_log (at, id);
      CREATE INDEX audit_log_object_idx ON audit_log (object_type, object_id, id);
      CREATE INDEX audit_log_user_idx ON audit_log (user_id, id);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
