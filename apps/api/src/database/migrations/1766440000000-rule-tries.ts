import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often workers evaluated each rule, by the hour: the hours of two days, so they are not partitioned. */
export class RuleTries1766440000000 implements MigrationInterface {
  readonly name = 'RuleTries1766440000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rule_tries (
        rule_id uuid NOT NULL,
        at timestamptz NOT NULL,
        tries bigint NOT NULL,
        CONSTRAINT rule_tries_pkey PRIMARY KEY (at, rule_id)
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
