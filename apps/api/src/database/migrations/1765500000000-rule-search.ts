import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORDS = String.raw`to_tsvector('simple'::regconfig, translate(left(path || ' ' || "text", 100000), E'!"#$%&\'()*+,-./:;<=>?@[\\]^_\x60{|}~', repeat(' ', 32)))`;

/** What rules are found and counted by: the words of their text, status, tactics and techniques. */
export class RuleSearch1765500000000 implements MigrationInterface {
  readonly name = 'RuleSearch1765500000000';

  async up(runner: QueryRunner): Promise<void> {
    // Long columns are kept beside the table, so that lists and counts read little.
    await runner.query(`
      SET LOCAL statement_timeout = 0;
      ALTER TABLE rules SET (toast_tuple_target = 640);
      ALTER TABLE rules ADD COLUMN status text, ADD COLUMN tactics text[] NOT NULL DEFAULT '{}';
    `);
    // As the texts say; the next change of a text reads them as YAML.
    await runner.query(String.raw`
      UPDATE rules SET
        status = lower(substring("text" FROM '(?n)^status:\s*[''"]?([A-Za-z]+)')),
        tactics = ARRAY(
          SELECT DISTINCT replace(lower(found[1]), '_', '-')
          FROM regexp_matches("text", '[\s\[,''"]attack\.([A-Za-z_-]+)(?=[\s\],''"]|$)', 'g') found
        );
    `);
    // Writes all rows anew.
    await runner.query(`
      ALTER TABLE rules ADD COLUMN words tsvector GENERATED ALWAYS AS (${WORDS}) STORED;
      DROP INDEX rules_level_idx;
      CREATE INDEX rules_level_idx ON rules ((coalesce(level_override, level)) DESC, title, id);
      CREATE INDEX rules_repository_idx ON rules (repository_id, title, id);
      CREATE INDEX rules_words_idx ON rules USING gin (words);
      CREATE INDEX rules_attack_idx ON rules USING gin (techniques, tactics);
      CREATE INDEX metrics_hours_kind_idx ON metrics_hours (kind, at);
    `);
    // TypeORM made the table: it can't read an expression back from Postgres.
    await runner.query(
      `INSERT INTO typeorm_metadata (type, database, schema, "table", name, value) VALUES
        ('GENERATED_COLUMN', current_database(), current_schema(), 'rules', 'words', $1)`,
      [WORDS],
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
