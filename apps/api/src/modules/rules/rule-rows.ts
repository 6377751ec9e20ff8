import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { keepVersions } from './keep-versions.ts';
import type { ParsedFile } from './parse-files.ts';
import { RuleStage, type Rule } from './rule.entity.ts';
import { GONE } from './rule-upstream.ts';

/** What an import compares with and builds upon: a rule without its text. */
export type KnownRule = Pick<
  Rule,
  'id' | 'repositoryId' | 'sigmaId' | 'path' | 'version' | 'enabled' | 'stage' | 'levelOverride'
> & {
  readonly title: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly textHash: string;
  /** Of what upstream has in place of the text; null where that is the text. */
  readonly upstreamHash: string | null;
  readonly isPinned: boolean;
};

/** A rule as an import leaves it. */
export type WrittenRow = Pick<
  Rule,
  'id' | 'repositoryId' | 'sigmaId' | 'text' | 'enabled' | 'stage' | 'levelOverride'
>;

const ROWS_PER_STATEMENT = 500;

const KNOWN = `
  SELECT id, repository_id AS "repositoryId", sigma_id AS "sigmaId", path, title, version, enabled, stage,
    level_override AS "levelOverride", encode(sha256(convert_to("text", 'UTF8')), 'hex') AS "textHash",
    encode(sha256(convert_to(upstream_text, 'UTF8')), 'hex') AS "upstreamHash", is_pinned AS "isPinned"
  FROM rules WHERE repository_id = $1 ORDER BY path`;

/** The rules of a repository. Locked, an edit or a deletion that is under way is waited for: its outcome is what is built upon. */
export function readKnownRules(
  manager: EntityManager,
  repositoryId: string,
  lock: 'UNLOCKED' | 'LOCKED',
): Promise<KnownRule[]> {
  return manager.query(lock === 'LOCKED' ? `${KNOWN} FOR UPDATE` : KNOWN, [repositoryId]);
}

/** Rules with these columns and defaults for the others. As JSON, 500 rows are one parameter, and take a few milliseconds to write down. */
const INSERT = `
  INSERT INTO rules (id, repository_id, path, text_by, sigma_id, "text", title, level, product, category, service, techniques,
    tactics, status)
  SELECT new.id, $2, new.path, $3, new."sigmaId", new."text", new.title, new.level, new.product, new.category, new.service,
    new.techniques, new.tactics, new.status
  FROM json_to_recordset($1::json) AS new
    (id uuid, path text, "sigmaId" text, "text" text, title text, level smallint, product text, category text, service text,
     techniques text[], tactics text[], status text)`;

export async function insertRules(
  manager: EntityManager,
  repositoryId: string,
  files: readonly ParsedFile[],
  author: string,
): Promise<WrittenRow[]> {
  const written: WrittenRow[] = [];
  for (let start = 0; start < files.length; start += ROWS_PER_STATEMENT) {
    const rows = files
      .slice(start, start + ROWS_PER_STATEMENT)
      .map(({ path, columns }) => ({ ...columns, id: randomUUID(), path }));
    await manager.query(INSERT, [JSON.stringify(rows, wellFormed), repositoryId, author]);
    for (const { id, sigmaId, text } of rows)
      written.push({
        id,
        repositoryId,
        sigmaId,
        text,
        enabled: true,
        stage: RuleStage.LIVE,
        levelOverride: null,
      });
  }
  return written;
}

export interface RuleReplacement {
  readonly before: KnownRule;
  readonly file: ParsedFile;
}

/** Gives rules, whose rows are locked, the text and the path of files. */
export async function updateRules(
  manager: EntityManager,
  replacements: readonly RuleReplacement[],
  author: string,
): Promise<WrittenRow[]> {
  const retold = replacements.filter(({ before, file }) => before.textHash !== file.textHash);
  if (retold.length > 0)
    await keepVersions(
      manager,
      retold.map(({ before }) => before.id),
    );
  const rows = replacements.map(({ before, file: { path, columns } }) => ({
    id: before.id,
    path,
    ...columns,
  }));
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await manager.query(
      `UPDATE rules SET path = new.path, "text" = new."text", title = new.title, level = new.level,
         product = new.product, category = new.category, service = new.service, techniques = new.techniques,
         tactics = new.tactics, status = new.status, version = rules.version + 1, updated_at = now(),
         text_by = CASE WHEN rules."text" = new."text" THEN rules.text_by ELSE $2 END,
         text_at = CASE WHEN rules."text" = new."text" THEN rules.text_at ELSE now() END
       FROM json_to_recordset($1::json) AS new
         (id uuid, path text, "text" text, title text, level smallint, product text, category text, service text,
          techniques text[], tactics text[], status text)
       WHERE rules.id = new.id`,
      [JSON.stringify(rows.slice(start, start + ROWS_PER_STATEMENT), wellFormed), author],
    );
  return replacements.map(({ before, file: { columns } }) => ({ ...before, text: columns.text }));
}

/** YAML's escapes can write half a character, which Postgres refuses in JSON. */
function wellFormed(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

export async function deleteRules(manager: EntityManager, rules: readonly KnownRule[]): Promise<void> {
  if (rules.length > 0)
    await manager.query('DELETE FROM rules WHERE id = ANY($1)', [rules.map(({ id }) => id)]);
}

/** What upstream has of a rule that keeps its text; null where it has the rule no more. */
export interface UpstreamChange {
  readonly before: KnownRule;
  readonly file: ParsedFile | null;
}

/** Tells rules, whose rows are locked and which keep their texts, what upstream has. */
export async function updateUpstream(
  manager: EntityManager,
  changes: readonly UpstreamChange[],
): Promise<void> {
  const rows = changes.map(({ before, file }) => ({
    id: before.id,
    path: file?.path ?? before.path,
    text: file?.columns.text ?? GONE,
  }));
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await manager.query(
      `UPDATE rules SET path = new.path, version = rules.version + 1,
         upstream_text = CASE WHEN rules."text" = new."text" THEN NULL ELSE new."text" END
       FROM json_to_recordset($1::json) AS new (id uuid, path text, "text" text)
       WHERE rules.id = new.id`,
      [JSON.stringify(rows.slice(start, start + ROWS_PER_STATEMENT), wellFormed)],
    );
}
