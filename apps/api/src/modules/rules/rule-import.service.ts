import { randomUUID } from 'node:crypto';
import type { RuleFile } from '@sluice/archive';
import type { Diagnostic } from '@sluice/diagnostics';
import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import { AuditAction, AuditObject, type Actor, type AuditedChange } from '../audit/index.ts';
import { changeConfiguration, type Changed } from '../outbox/index.ts';
import { lockRepositories, type RepositoryService } from '../repositories/index.ts';
import { parseFiles, type ParsedFile } from './parse-files.ts';
import { ruleRecord } from './rule-columns.ts';
import { Rule, RuleStage } from './rule.entity.ts';

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
   * out. Rules of the repository that are not among the files stay. Throws NOT_FOUND for the repository, CONFLICT
   * where a rule with one of the ids is added meanwhile.
   */
  import(actor: Actor, repositoryId: string, files: readonly UploadedFile[]): Promise<ImportReport>;
}

const ROWS_PER_STATEMENT = 500;

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
        manager.create(Rule, {
          ...columns,
          ...{
            id: randomUUID(),
            repositoryId,
            path,
            stage: RuleStage.LIVE,
            levelOverride: null,
            enabled: true,
          },
          version: 1,
        }),
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

/** What became of each file, given the rules before and after. */
function toReports(
  files: readonly ParsedFile[],
  known: ReadonlyMap<string, Rule>,
  written: readonly Rule[],
): FileReport[] {
  const ids = new Map([...known.values(), ...written].map(({ sigmaId, id }) => [sigmaId, id]));
  const changed = new Set(written.map(({ sigmaId }) => sigmaId));
  return files.map(({ path, columns: { sigmaId, title }, diagnostics }) => {
    const outcome = !changed.has(sigmaId) ? 'UNCHANGED' : known.has(sigmaId) ? 'CHANGED' : 'ADDED';
    const ruleId = ids.get(sigmaId);
    return { path, outcome, sigmaId, title, diagnostics, ...(ruleId === undefined ? {} : { ruleId }) };
  });
}

/** Rules that an entry of the audit log names. */
const MAX_NAMED = 1_000;

function audited(objectId: string, objectName: string, reports: readonly FileReport[]): AuditedChange {
  const idsOf = (outcome: FileOutcome): readonly string[] =>
    reports.flatMap((report) => (report.outcome === outcome ? [report.sigmaId ?? ''] : []));
  const [added, changed] = [idsOf('ADDED'), idsOf('CHANGED')];
  return {
    ...{ action: AuditAction.IMPORT, objectType: AuditObject.REPOSITORY, objectId, objectName },
    after: {
      ...{ addedCount: added.length, changedCount: changed.length },
      ...{ added: added.slice(0, MAX_NAMED), changed: changed.slice(0, MAX_NAMED) },
    },
  };
}

export function createRuleImportService(
  database: DataSource,
  repositories: RepositoryService,
): RuleImportService {
  function importParsed(
    actor: Actor,
    repositoryId: string,
    parsed: readonly ParsedFile[],
  ): Promise<Changed<FileReport[]>> {
    return changeConfiguration(database, actor, async ({ manager, publish, audit }) => {
      // Two imports into one repository queue here: each sees what the other left.
      const [repository] = await lockRepositories(manager, [repositoryId], 'UPDATE');
      // An edit or a deletion that is under way is waited for: its outcome is what is built upon.
      const before = await manager.find(Rule, {
        where: { repositoryId },
        lock: { mode: 'pessimistic_write' },
      });
      const known = new Map(before.map((rule) => [rule.sigmaId, rule]));
      const changed = parsed.filter(({ columns }) => known.get(columns.sigmaId)?.text !== columns.text);
      const written = await write(manager, repositoryId, known, changed);
      publish(written.map(ruleRecord));
      const reports = toReports(parsed, known, written);
      if (written.length > 0) audit(audited(repositoryId, repository?.name ?? '', reports));
      return reports;
    });
  }

  return {
    async import(actor, repositoryId, files) {
      await repositories.get(repositoryId);
      const { parsed, refused } = await parseFiles(files);
      const { value, revision } = await onUniqueViolation(
        importParsed(actor, repositoryId, parsed),
        () =>
          new AppError(
            'CONFLICT',
            'Somebody else added a rule with one of these ids at the same time. Upload again.',
          ),
      );
      const refusals = refused.map((refusal) => ({ ...refusal, outcome: 'REFUSED' }) as const);
      return { files: [...refusals, ...value], revision };
    },
  };
}
