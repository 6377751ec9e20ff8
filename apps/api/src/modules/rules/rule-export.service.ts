import type { Readable } from 'node:stream';
import { packTarGz, type TextFile } from '@sluice/archive';
import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { sql } from '../../database/sql.ts';
import { exportPaths, type ExportedRule } from './export-paths.ts';
import {
  checkRuleSelection,
  checkSelectedCount,
  selectionCondition,
  type RuleSelection,
} from './rule-selection.ts';

/** Rules as files. */
export interface RuleBundle {
  readonly ruleCount: number;
  /** A .tar.gz, written as it is read. A rule that is deleted meanwhile is left out. */
  readonly archive: Readable;
}

export interface RuleExportService {
  /** Throws BAD_USER_INPUT where more than `maxRules` are selected, NOT_FOUND where none is. */
  bundle(selection: RuleSelection, maxRules?: number): Promise<RuleBundle>;
}

const RULES_PER_READ = 200;

export function createRuleExportService(database: DataSource, now: () => Date): RuleExportService {
  async function* readFiles(rules: readonly ExportedRule[]): AsyncGenerator<TextFile> {
    const paths = exportPaths(rules);
    for (let start = 0; start < rules.length; start += RULES_PER_READ) {
      const ids = rules.slice(start, start + RULES_PER_READ).map(({ id }) => id);
      const rows: { id: string; text: string }[] = await database.query(
        'SELECT id, "text" FROM rules WHERE id = ANY($1)',
        [ids],
      );
      const texts = new Map(rows.map(({ id, text }) => [id, text]));
      for (const [index, id] of ids.entries()) {
        const [path, text] = [paths[start + index], texts.get(id)];
        if (path !== undefined && text !== undefined) yield { path, text };
      }
    }
  }

  return {
    async bundle(selection, maxRules) {
      checkRuleSelection(selection);
      const { text, values } = sql(
        (
          bind,
        ) => `SELECT r.id, r.sigma_id AS "sigmaId", r.path, r.repository_id AS "repositoryId", repository.name AS "repositoryName"
          FROM rules r JOIN repositories repository ON repository.id = r.repository_id
          WHERE ${selectionCondition(selection, bind)} ORDER BY repository.name, r.path, r.id`,
      );
      const rules: ExportedRule[] = await database.query(text, [...values]);
      checkSelectedCount(rules.length, maxRules);
      if (rules.length === 0) throw new AppError('NOT_FOUND', 'No rule is selected.');
      return { ruleCount: rules.length, archive: packTarGz(readFiles(rules), now()) };
    },
  };
}
