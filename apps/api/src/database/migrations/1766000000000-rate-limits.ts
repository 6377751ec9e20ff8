import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that are counted, where there is no Redis. Not logged: after a crash of Postgres counting begins anew. */
export class RateLimits1766000000000 implements MigrationInterface {
  readonly name = 'RateLimits1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNLOGGED TABLE rate_limits (
        key varchar(255) PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
