import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ATT&CK catalogue, and layers that coverage is compared with. */
export class AttackCatalogue1765900000000 implements MigrationInterface {
  readonly name = 'AttackCatalogue1765900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attack_catalogue (
        id smallint PRIMARY KEY DEFAULT 1,
        url text,
        interval_hours integer NOT NULL DEFAULT 168,
        version integer NOT NULL DEFAULT 1,
        domain text,
        name text,
        attack_version text,
        modified_at timestamptz,
        content_hash text,
        loaded_at timestamptz,
        loaded_by text,
        etag text,
        checked_at timestamptz,
        error text
      );
      INSERT INTO attack_catalogue (id) VALUES (1);

      CREATE TABLE attack_tactics (
        id text PRIMARY KEY,
        short_name text NOT NULL,
        name text NOT NULL,
        position smallint NOT NULL,
        CONSTRAINT attack_tactics_short_name_key UNIQUE (short_name)
      );

      CREATE TABLE attack_techniques (
        id text PRIMARY KEY,
        name text NOT NULL,
        parent_id text,
        tactics text[] NOT NULL,
        retirement text,
        current_id text NOT NULL
      );

      CREATE TABLE attack_layers (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        domain text NOT NULL,
        attack_version text,
        techniques json NOT NULL,
        imported_at timestamptz NOT NULL,
        imported_by text NOT NULL,
        CONSTRAINT attack_layers_name_key UNIQUE (name)
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
