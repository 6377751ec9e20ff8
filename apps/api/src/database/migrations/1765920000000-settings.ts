import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What administrators set in place of the defaults. */
export class Settings1765920000000 implements MigrationInterface {
  readonly name = 'Settings1765920000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE settings (
        id smallint PRIMARY KEY DEFAULT 1,
        version integer NOT NULL DEFAULT 1,
        overrides jsonb NOT NULL DEFAULT '{}'
      );
      INSERT INTO settings (id) VALUES (1);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
