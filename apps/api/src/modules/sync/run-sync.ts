import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@sluice/runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { withSessionLock } from '../../database/session-lock.ts';
import { systemActor } from '../audit/index.ts';
import { SyncMode, type RepositoryService, type RuleRepository } from '../repositories/index.ts';
import type { FileReport, RuleImportService } from '../rules/index.ts';
import type { FetchRules } from './fetch-rules.ts';
import { SyncChange } from './sync-change.entity.ts';
import { SyncError } from './sync-error.ts';
import { SyncRun, SyncState } from './sync-run.entity.ts';
import { writeSyncChanges } from './write-sync-changes.ts';

/** Files that the report of a run names: what was refused, which is most of a repository of another format, and what changed. */
const MAX_REFUSED = 5_000;
const MAX_OTHERS = 1_000;
/** Findings of a file that the report holds. */
const MAX_DIAGNOSTICS = 5;
/** The state of a run is written and its cancellation noticed so often. */
const HEARTBEAT_MS = 500;
/** An earlier run of the same repository that is just ending is waited for. */
const LOCK_WAIT_MS = 30_000;

/** The lock that whoever works at a repository holds. */
export function syncLock(repositoryId: string): string {
  return `sync/${repositoryId}`;
}

/** What a run is before anybody works at it. */
export const WAITING = { state: SyncState.QUEUED, startedAt: null, filesRead: 0, filesTotal: null } as const;

/** The run while this attempt of it is worked at. */
function atWork({ id, attempt }: SyncRun) {
  return { id, attempt, state: SyncState.RUNNING } as const;
}

export interface RunSyncDependencies {
  readonly database: DataSource;
  readonly databaseUrl: string;
  readonly repositories: RepositoryService;
  readonly importer: RuleImportService;
  readonly fetchRules: FetchRules;
  readonly log: Logger;
  readonly now: () => Date;
  readonly timeoutMs: number;
}

/** A run that would remove many rules: nothing of it is written. */
class TooManyRemovals extends Error {
  readonly removed: readonly FileReport[];
  /** How many rules there are. */
  readonly of: number;
  constructor(removed: readonly FileReport[], of: number) {
    super('many rules would be removed');
    this.removed = removed;
    this.of = of;
  }
}

/** The run is not RUNNING any more: it was cancelled, or its repository is gone. */
class RunEnded extends Error {}

interface Work {
  readonly run: SyncRun;
  readonly repository: RuleRepository;
  readonly signal: AbortSignal;
  readonly progress: { filesRead: number; filesTotal: number | null };
}

/**
 * Does a run that waits, and no other. All its changes and its end are one transaction. Whatever goes wrong with the run
 * stands in its row; throws where Postgres can't be reached alone. Where the process is stopped, the run waits again.
 */
export function createRunSync(dependencies: RunSyncDependencies) {
  const { database, databaseUrl, repositories, importer, fetchRules, log, now, timeoutMs } = dependencies;
  const runs = database.getRepository(SyncRun);

  async function end(
    manager: EntityManager,
    run: SyncRun,
    set: Partial<Omit<SyncRun, 'files'>> & { readonly files?: readonly FileReport[] },
  ): Promise<void> {
    const ended = { finishedAt: now(), ...set } as never;
    const { affected } = await manager.update(SyncRun, atWork(run), ended);
    if (affected !== 1) throw new RunEnded();
  }

  /** Writes progress; aborts where the run is not RUNNING any more. */
  async function watch({ run, progress }: Work, ended: AbortController, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      const { affected } = await runs.update(atWork(run), { ...progress });
      if (affected !== 1) ended.abort(new RunEnded());
      if (ended.signal.aborted) return;
      await delay(HEARTBEAT_MS, undefined, { signal: over }).catch(() => undefined);
    }
  }

  async function knownCommit(
    { isFull, repositoryId }: SyncRun,
    version: number,
  ): Promise<string | undefined> {
    if (isFull) return undefined;
    const last = await runs.findOne({
      where: { repositoryId, state: SyncState.SUCCEEDED, repositoryVersion: version },
      order: { queuedAt: 'DESC' },
    });
    return last?.commitId ?? undefined;
  }

  function checkRemovals({ run, repository }: Work, removed: readonly FileReport[], of: number): void {
    const isShareSmall = removed.length * 100 <= repository.maxRemovedPercent * of;
    const isConfirmed = removed.length <= (run.confirmedRemovals ?? -1);
    if (!isShareSmall && !isConfirmed) throw new TooManyRemovals(removed, of);
  }

  async function work(context: Work): Promise<void> {
    const { run, repository, signal, progress } = context;
    const { id, version } = repository;
    const known = await knownCommit(run, version);
    const token = await repositories.accessToken(repository);
    // Of other settings, the commit that an earlier attempt chose says nothing.
    const commit = run.repositoryVersion === version ? (run.commitId ?? undefined) : undefined;
    const fetched = await fetchRules({ repository, token, known, commit, signal });
    if (fetched === undefined) {
      const same = { commitId: known ?? null, isNotModified: true };
      await end(database.manager, run, { ...same, state: SyncState.SUCCEEDED });
      return;
    }
    const { files, isKept } = fetched;
    progress.filesTotal = files.length;
    await runs.update(atWork(run), { commitId: fetched.commit });
    const onProgress = (done: number): void => {
      signal.throwIfAborted();
      progress.filesRead = done;
    };
    const common = { onProgress, ...(isKept === undefined ? {} : { isKept }) };
    const finish = (manager: EntityManager, reports: readonly FileReport[]): Promise<void> =>
      end(manager, run, {
        ...countsOf(reports),
        ...{ filesRead: files.length, filesTotal: files.length, files: shorten(reports) },
        state: SyncState.SUCCEEDED,
      });
    if (repository.syncMode === SyncMode.REVIEW) {
      await importer.propose(id, files, {
        ...common,
        async finish(manager, diff, reports) {
          signal.throwIfAborted();
          await writeSyncChanges(manager, id, diff, isKept ?? (() => false));
          await finish(manager, reports);
        },
      });
      return;
    }
    await importer.replace(systemActor('sync'), id, files, {
      ...common,
      checkRemovals: (removed, of) => {
        signal.throwIfAborted();
        checkRemovals(context, removed, of);
      },
      async finish(manager, reports) {
        // What waited for review is in force now.
        await manager.delete(SyncChange, { repositoryId: id });
        await finish(manager, reports);
      },
    });
  }

  async function fail(run: SyncRun, reason: unknown): Promise<void> {
    if (reason instanceof RunEnded) return;
    if (reason instanceof TooManyRemovals) {
      const { removed, of } = reason;
      const error = `It would remove ${removed.length} of ${of} rules. Confirm the run to let it, or cancel it.`;
      const asked = { state: SyncState.NEEDS_CONFIRMATION, removed: removed.length, files: shorten(removed) };
      await end(database.manager, run, { ...asked, error });
      return;
    }
    const isExpected = reason instanceof SyncError || reason instanceof AppError;
    if (!isExpected) log.error({ err: reason, run: run.id }, 'sync failed');
    const error = isExpected
      ? reason.message
      : `Something broke on our side; the log has it under the run ${run.id}.`;
    const retryAt = reason instanceof SyncError ? (reason.retryAt ?? null) : null;
    await end(database.manager, run, { state: SyncState.FAILED, error, retryAt });
  }

  /** Whoever looks next goes on with it. */
  async function giveBack(run: SyncRun): Promise<void> {
    await runs.update(atWork(run), WAITING);
  }

  async function runLocked(run: SyncRun, lost: AbortSignal, stopping: AbortSignal): Promise<void> {
    const repository = await repositories.get(run.repositoryId);
    const begun = { state: SyncState.RUNNING, startedAt: now(), repositoryVersion: repository.version };
    const waiting = { id: run.id, attempt: run.attempt, state: SyncState.QUEUED };
    const { affected } = await runs.update(waiting, begun);
    if (affected !== 1) return;
    const ended = new AbortController();
    const over = new AbortController();
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([lost, stopping, ended.signal, timeout]);
    const context: Work = { run, repository, signal, progress: { filesRead: 0, filesTotal: null } };
    const watching = watch(context, ended, over.signal).catch((error: unknown) => {
      ended.abort(error);
    });
    try {
      await work(context);
    } catch (error) {
      // Without the lock, it may be somebody else's by now: who looks for runs that nobody works at sees to it.
      if (lost.aborted) return;
      if (stopping.aborted) return await giveBack(run);
      const minutes = Math.round(timeoutMs / 60_000);
      const tooLong = new SyncError(`The run was ended: it took longer than ${minutes} minutes.`);
      await fail(run, timeout.aborted ? tooLong : error).catch((reason: unknown) => {
        if (!(reason instanceof RunEnded)) throw reason;
      });
    } finally {
      over.abort();
      await watching;
    }
  }

  return async function runSync(runId: string, stopping: AbortSignal): Promise<void> {
    const run = await runs.findOneBy({ id: runId, state: SyncState.QUEUED });
    if (run === null || stopping.aborted) return;
    const lock = { name: syncLock(run.repositoryId), waitMs: LOCK_WAIT_MS };
    const { isLocked } = await withSessionLock(databaseUrl, lock, (lost) => runLocked(run, lost, stopping));
    if (isLocked) return;
    const error = 'An earlier run of this repository did not end. Start again in a minute.';
    const set = { state: SyncState.FAILED, finishedAt: now(), error };
    await runs.update({ id: runId, state: SyncState.QUEUED }, set);
  };
}

function countsOf(
  files: readonly FileReport[],
): Pick<SyncRun, 'added' | 'changed' | 'removed' | 'unchanged' | 'refused' | 'kept'> {
  const counts = { ADDED: 0, CHANGED: 0, REMOVED: 0, UNCHANGED: 0, REFUSED: 0, KEPT: 0 };
  for (const { outcome } of files) counts[outcome] += 1;
  const { ADDED: added, CHANGED: changed, REMOVED: removed, UNCHANGED: unchanged, REFUSED: refused } = counts;
  return { added, changed, removed, unchanged, refused, kept: counts.KEPT };
}

function shorten(files: readonly FileReport[]): readonly FileReport[] {
  const refused = files.filter(({ outcome }) => outcome === 'REFUSED');
  const others = files.filter(({ outcome }) => outcome !== 'UNCHANGED' && outcome !== 'REFUSED');
  return [...refused.slice(0, MAX_REFUSED), ...others.slice(0, MAX_OTHERS)].map((file) => ({
    ...file,
    diagnostics: file.diagnostics.slice(0, MAX_DIAGNOSTICS),
  }));
}
