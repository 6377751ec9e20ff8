import type { RuleFile } from '@sluice/archive';
import { configKey } from '@sluice/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import type { Actor } from '../audit/index.ts';
import {
  changeConfiguration,
  rehearseConfiguration,
  type Change,
  type ConfigRecord,
} from '../outbox/index.ts';
import {
  lockRepositories,
  requireLocal,
  type RepositoryService,
  type RuleReferences,
} from '../repositories/index.ts';
import { auditedImport, reportFiles, reportRemoved, type FileReport } from './import-report.ts';
import { parseFiles, type ReadFiles } from './parse-files.ts';
import { ruleRecord } from './rule-columns.ts';
import { diffRules, findSame, isEmpty, type RuleDiff } from './rule-diff.ts';
import { keepOutcomes, tryRules } from './try-rules.ts';
import {
  deleteRules,
  insertRules,
  readKnownRules,
  updateRules,
  updateUpstream,
  type KnownRule,
  type WrittenRow,
} from './rule-rows.ts';

/** A file of an upload: its text, or why it can't be read. `path` has forward slashes. */
export type UploadedFile = RuleFile;

export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly revision: number;
}

export interface ReplaceOptions {
  /** Whether a file that is not among those given is there still; absent: none is. */
  isKept?(path: string): boolean;
  /** Called now and then while files are read, with how many are done; it may throw to end the work. */
  onProgress(done: number): void;
  /** Hears which of how many rules would be removed; it may throw, and nothing is done. */
  checkRemovals(removed: readonly FileReport[], of: number): void;
  /** The last step of the transaction that changes the rules; it may throw, and nothing is done. */
  finish(manager: EntityManager, files: readonly FileReport[]): Promise<void>;
}

export interface ProposeOptions {
  isKept?(path: string): boolean;
  onProgress(done: number): void;
  /** Keeps what would change, and ends the run, in the transaction of the manager. */
  finish(manager: EntityManager, diff: RuleDiff, files: readonly FileReport[]): Promise<void>;
}

/** Some of what a host has: files, and rules that it has no more. */
export interface SomeChanges {
  readonly files: readonly UploadedFile[];
  readonly removedSigmaIds: ReadonlySet<string>;
  /** Who wrote the texts. */
  readonly author: string;
  /** The first step of the transaction; it may throw, and nothing is done. */
  claim(manager: EntityManager): Promise<void>;
}

export interface RuleImportService {
  /**
   * Adds and changes rules by their Sigma id, all in one revision; a file that is refused keeps none of the others
   * out. Rules of the repository that are not among the files stay. Throws NOT_FOUND for the repository, CONFLICT
   * where a rule with one of the ids is added meanwhile, or the repository's rules come from elsewhere. A dry run does the
   * same, and takes it back.
   */
  import(
    actor: Actor,
    repositoryId: string,
    files: readonly UploadedFile[],
    isDryRun?: boolean,
  ): Promise<ImportReport>;
  /**
   * As `import`, and removes the rules whose files are gone. A refused file leaves the rule as it was. Where nothing
   * changes, no rule is touched, and there is no revision.
   */
  replace(
    actor: Actor,
    repositoryId: string,
    files: readonly UploadedFile[],
    options: ReplaceOptions,
  ): Promise<void>;
  /** As `replace`, and changes no rule but what overrides and pinned rules know of upstream. */
  propose(repositoryId: string, files: readonly UploadedFile[], options: ProposeOptions): Promise<void>;
  /** As `replace`, with some of the files: what is not among them stays. */
  accept(actor: Actor, repositoryId: string, changes: SomeChanges): Promise<ImportReport>;
  /** Paths of the rules of a repository. */
  paths(repositoryId: string): Promise<ReadonlySet<string>>;
}

/** Writes a diff and tells workers and the audit log. The repository and its rules are locked. */
async function apply(
  change: Change,
  references: RuleReferences,
  author: string,
  repository: { readonly id: string; readonly name: string },
  diff: RuleDiff,
  refused: ReadFiles['refused'],
): Promise<FileReport[]> {
  const { manager, publish, audit } = change;
  const updated = await updateRules(manager, diff.changed, author);
  const written = [...updated, ...(await insertRules(manager, repository.id, diff.added, author))];
  const outcomes = await tryRules(manager, updated);
  await keepOutcomes(manager, outcomes);
  await deleteRules(manager, diff.removed);
  await updateUpstream(manager, diff.kept);
  publish(recordsOf(written, diff.removed));
  if (!isEmpty(diff)) audit(auditedImport(repository.id, repository.name, diff));
  if (diff.removed.length > 0) await references.dropGone(change);
  return reportFiles(diff, refused, { written, failing: outcomes.failing });
}

/** One by one: 50,000 rules are not all in memory once more as the workers are told of them. */
function* recordsOf(written: readonly WrittenRow[], removed: readonly KnownRule[]): Iterable<ConfigRecord> {
  for (const row of written) yield ruleRecord(row);
  for (const { id } of removed) yield { key: configKey('rule', id), value: null };
}

const addedMeanwhile = (): AppError =>
  new AppError(
    'CONFLICT',
    'Somebody else added a rule with one of these ids at the same time. Upload again.',
  );

/** A rule that was not added after all has no id. */
function withoutNewId({ ruleId, ...report }: FileReport): FileReport {
  return report.outcome === 'ADDED' || ruleId === undefined ? report : { ...report, ruleId };
}

export function createRuleImportService(
  database: DataSource,
  repositories: RepositoryService,
  references: RuleReferences,
): RuleImportService {
  return {
    async paths(repositoryId) {
      const query = 'SELECT path FROM rules WHERE repository_id = $1';
      const rows: { path: string }[] = await database.query(query, [repositoryId]);
      return new Set(rows.map(({ path }) => path));
    },
    async import(actor, repositoryId, files, isDryRun = false) {
      requireLocal(await repositories.get(repositoryId));
      const read = await parseFiles(files);
      const make = isDryRun ? rehearseConfiguration : changeConfiguration;
      const work = make(database, actor, async (change) => {
        // Two imports into one repository queue here: each sees what the other left.
        const [repository] = await lockRepositories(change.manager, [repositoryId], 'UPDATE');
        const known = await readKnownRules(change.manager, repositoryId, 'LOCKED');
        const named = { id: repositoryId, name: repository?.name ?? '' };
        return apply(change, references, actor.name, named, diffRules(known, read, 'PART'), read.refused);
      });
      const { value, revision } = await onUniqueViolation(work, addedMeanwhile);
      return { files: isDryRun ? value.map(withoutNewId) : value, revision };
    },
    async propose(repositoryId, files, { isKept, onProgress, finish }) {
      const seen = await readKnownRules(database.manager, repositoryId, 'UNLOCKED');
      const read = await parseFiles(files, { onTurn: onProgress, findSame: findSame(seen) });
      await database.transaction(async (manager) => {
        await lockRepositories(manager, [repositoryId], 'UPDATE');
        const known = await readKnownRules(manager, repositoryId, 'LOCKED');
        const diff = diffRules(known, read, 'WHOLE', isKept && (({ path }) => isKept(path)));
        await updateUpstream(manager, diff.kept);
        await finish(manager, diff, reportFiles(diff, read.refused));
      });
    },
    async accept(actor, repositoryId, { files, removedSigmaIds, author, claim }) {
      const read = await parseFiles(files);
      const work = changeConfiguration(database, actor, async (change) => {
        if (removedSigmaIds.size > 0) await references.lock(change.manager);
        const [repository] = await lockRepositories(change.manager, [repositoryId], 'UPDATE');
        await claim(change.manager);
        const known = await readKnownRules(change.manager, repositoryId, 'LOCKED');
        const diff = diffRules(known, read, 'WHOLE', ({ sigmaId }) => !removedSigmaIds.has(sigmaId));
        const named = { id: repositoryId, name: repository?.name ?? '' };
        return apply(change, references, author, named, { ...diff, unread: [] }, read.refused);
      });
      const { value, revision } = await onUniqueViolation(work, addedMeanwhile);
      return { files: value, revision };
    },
    async replace(actor, repositoryId, files, { onProgress, checkRemovals, finish, isKept }) {
      const seen = await readKnownRules(database.manager, repositoryId, 'UNLOCKED');
      const read = await parseFiles(files, { onTurn: onProgress, findSame: findSame(seen) });
      const expected = diffRules(seen, read, 'WHOLE', isKept && (({ path }) => isKept(path)));
      if (isEmpty(expected)) {
        await database.transaction((manager) => finish(manager, reportFiles(expected, read.refused)));
        return;
      }
      checkRemovals(expected.removed.map(reportRemoved), seen.length);
      const work = changeConfiguration(database, actor, async (change) => {
        if (expected.removed.length > 0) await references.lock(change.manager);
        const [repository] = await lockRepositories(change.manager, [repositoryId], 'UPDATE');
        const known = await readKnownRules(change.manager, repositoryId, 'LOCKED');
        const diff = diffRules(known, read, 'WHOLE', isKept && (({ path }) => isKept(path)));
        checkRemovals(diff.removed.map(reportRemoved), known.length);
        const named = { id: repositoryId, name: repository?.name ?? '' };
        await finish(change.manager, await apply(change, references, actor.name, named, diff, read.refused));
      });
      await onUniqueViolation(work, addedMeanwhile);
    },
  };
}
