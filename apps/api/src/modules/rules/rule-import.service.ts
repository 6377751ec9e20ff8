import { randomUUID } from 'node:crypto';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { RuleFile } from '@sluice/archive';
import type { Diagnostic } from '@sluice/diagnostics';
import { parseRule } from '@sluice/sigma';
import type { DataSource, EntityManager } from 'typeorm';
import { changeConfiguration } from '../outbox/index.ts';
import type { RepositoryService } from '../repositories/index.ts';
import { ruleColumns, ruleRecord, type RuleColumns } from './rule-columns.ts';
import { Rule } from './rule.entity.ts';

/** A file of an upload: its text, or why it can't be read. `path` has forward slashes. */
export type UploadedFile = RuleFile;

export type FileOutcome = 'ADDED' | 'CHANGED' | 'UNCHANGED' | 'REFUSED';

export interface FileReport {
  readonly path: string;
  readonly outcome: FileOutcome;
  readonly ruleId?: string;
  readonly sigmaId?: string;
  readonly title?: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly revision: number;
}

export interface RuleImportService {
  /**
   * Adds and changes rules by their Sigma id, all in one revision; a file that is refused keeps none of the others
   * out. Rules of the repository that are not among the files stay. Throws NOT_FOUND for the repository.
   */
  import(repositoryId: string, files: readonly UploadedFile[]): Promise<ImportReport>;
}

interface ParsedFile {
  readonly path: string;
  readonly columns: RuleColumns;
  readonly diagnostics: readonly Diagnostic[];
}

/** Parsing is CPU time: other requests get their turn after this many files. */
const FILES_PER_TURN = 20;
const ROWS_PER_STATEMENT = 500;

function duplicate(sigmaId: string, path: string): Diagnostic {
  return {
    code: 'upload.duplicate-id',
    severity: 'error',
    message: `the id ${sigmaId} stands in ${path} too, which was taken`,
    hint: 'give each rule its own id',
  };
}

function unreadable(code: string, message: string): Diagnostic {
  return { code: `upload.${code.toLowerCase().replaceAll('_', '-')}`, severity: 'error', message };
}

async function parseFiles(
  files: readonly UploadedFile[],
): Promise<{ parsed: ParsedFile[]; refused: FileReport[] }> {
  const parsed = new Map<string, ParsedFile>();
  const refused: FileReport[] = [];
  for (const [index, file] of files.entries()) {
    if (index % FILES_PER_TURN === 0) await yieldToOthers();
    const { path } = file;
    if (!file.ok) {
      refused.push({ path, outcome: 'REFUSED', diagnostics: [unreadable(file.code, file.message)] });
      continue;
    }
    const { text } = file;
    const result = parseRule(text);
    if (!result.ok) {
      refused.push({ path, outcome: 'REFUSED', diagnostics: result.diagnostics });
      continue;
    }
    const columns = ruleColumns(result.value, text);
    const first = parsed.get(columns.sigmaId);
    if (first === undefined) parsed.set(columns.sigmaId, { path, columns, diagnostics: result.diagnostics });
    else refused.push({ path, outcome: 'REFUSED', diagnostics: [duplicate(columns.sigmaId, first.path)] });
  }
  return { parsed: [...parsed.values()], refused };
}

/** Inserts in chunks what is new; what changed is few and goes one by one. Returns the rows as they are now. */
async function write(
  manager: EntityManager,
  repositoryId: string,
  known: ReadonlyMap<string, Rule>,
  files: readonly ParsedFile[],
): Promise<Rule[]> {
  const written: Rule[] = [];
  const added: Rule[] = [];
  for (const { path, columns } of files) {
    const before = known.get(columns.sigmaId);
    if (before === undefined) {
      added.push(
        manager.create(Rule, { ...columns, id: randomUUID(), repositoryId, path, enabled: true, version: 1 }),
      );
      continue;
    }
    const set = { ...columns, path, version: before.version + 1 };
    await manager.update(Rule, { id: before.id }, set);
    written.push({ ...before, ...set });
  }
  for (let start = 0; start < added.length; start += ROWS_PER_STATEMENT) {
    await manager.insert(Rule, added.slice(start, start + ROWS_PER_STATEMENT));
  }
  return [...written, ...added];
}

export function createRuleImportService(
  database: DataSource,
  repositories: RepositoryService,
): RuleImportService {
  return {
    async import(repositoryId, files) {
      await repositories.get(repositoryId);
      const { parsed, refused } = await parseFiles(files);
      const { value, revision } = await changeConfiguration(database, async ({ manager, publish }) => {
        // Two imports into one repository queue here: each sees what the other left.
        await manager.query('SELECT id FROM repositories WHERE id = $1 FOR UPDATE', [repositoryId]);
        const before = await manager.findBy(Rule, { repositoryId });
        const known = new Map(before.map((rule) => [rule.sigmaId, rule]));
        const isChanged = ({ columns }: ParsedFile): boolean =>
          known.get(columns.sigmaId)?.text !== columns.text;
        const written = await write(manager, repositoryId, known, parsed.filter(isChanged));
        publish(written.map(ruleRecord));
        const ids = new Map([...before, ...written].map(({ sigmaId, id }) => [sigmaId, id]));
        return parsed.map((file): FileReport => {
          const { path, columns, diagnostics } = file;
          const { sigmaId, title } = columns;
          const outcome = !isChanged(file) ? 'UNCHANGED' : known.has(sigmaId) ? 'CHANGED' : 'ADDED';
          const ruleId = ids.get(sigmaId);
          return { path, outcome, sigmaId, title, diagnostics, ...(ruleId === undefined ? {} : { ruleId }) };
        });
      });
      return { files: [...refused, ...value], revision };
    },
  };
}
