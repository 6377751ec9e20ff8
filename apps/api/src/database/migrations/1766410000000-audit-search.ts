import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit log's search by a part of a name: an index over all parts of three characters. As pg_trgm would make it, which is
 * not installed everywhere.
 */
export class AuditSearch1766410000000 implements MigrationInterface {
  readonly name = 'AuditSearch1766410000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;
      CREATE FUNCTION text_parts(whole text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT ARRAY(
          SELECT substr(lowered, place, 3)
          FROM (SELECT lower(left(whole, 1000)) AS lowered) AS folded, generate_series(1, length(lowered) - 2) AS place)
      $$;
      CREATE INDEX audit_log_parts_idx ON audit_log USING gin (text_parts(actor), text_parts(object_name));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
