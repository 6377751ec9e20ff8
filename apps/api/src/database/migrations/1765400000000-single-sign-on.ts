import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users whom an OpenID Connect issuer knows, with or without a password. */
export class SingleSignOn1765400000000 implements MigrationInterface {
  readonly name = 'SingleSignOn1765400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users
        ALTER COLUMN password_hash DROP NOT NULL,
        ADD COLUMN oidc_issuer text,
        ADD COLUMN oidc_subject text,
        ADD CONSTRAINT users_oidc_key UNIQUE (oidc_issuer, oidc_subject);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
