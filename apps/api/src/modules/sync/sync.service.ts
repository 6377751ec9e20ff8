import { In, type DataSource, type EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { withSessionLock } from '../../database/session-lock.ts';
import { isUniqueViolation, onUniqueViolation } from '../../database/unique-violation.ts';
import { AuditAction, AuditObject, systemActor, writeAudit, type Actor } from '../audit/index.ts';
import { RepositoryType, type RepositoryService, type RuleRepository } from '../repositories/index.ts';
import { nextRun, type LastRun, type Scheduled } from './next-run.ts';
import { syncLock, WAITING } from './run-sync.ts';
import { SyncRun, SyncState, SyncTrigger } from './sync-run.entity.ts';
import type { SyncRunService } from './sync-run.service.ts';

/** Starts, ends and confirms runs. The job that does the work is `run-sync.ts`. */
export interface SyncService {
  /** Throws NOT_FOUND; BAD_USER_INPUT where nothing is synced; CONFLICT where a run waits or runs; RATE_LIMITED where the host asked to wait. */
  start(actor: Actor, repositoryId: string, options: { readonly isFull: boolean }): Promise<SyncRun>;
  /** Nothing of the run is kept. Throws NOT_FOUND; CONFLICT where it has ended. */
  cancel(actor: Actor, runId: string): Promise<SyncRun>;
  /** Lets a run go on that would remove many rules. Throws NOT_FOUND; CONFLICT where it does not ask. */
  confirm(actor: Actor, runId: string): Promise<SyncRun>;
  /** The host has something new: a run begins, or comes after the one that goes on. Throws NOT_FOUND. */
  followPush(repositoryId: string): Promise<void>;
  /** Starts the runs whose time has come; returns how many. */
  startDue(): Promise<number>;
  /** After a crash: runs that nobody works at, and those that wait, are put into the queue again; what was tried too often has failed. */
  recover(): Promise<void>;
}

export interface SyncDependencies {
  readonly database: DataSource;
  readonly databaseUrl: string;
  readonly repositories: RepositoryService;
  readonly runs: SyncRunService;
  /** Adds the job of a run's attempt; the same twice is once. */
  readonly enqueue: (run: Pick<SyncRun, 'id' | 'attempt'>) => Promise<void>;
  readonly now: () => Date;
}

const KEPT_RUNS = 100;
/** A run that ends its process so often is not tried again. */
const MAX_ATTEMPTS = 3;
const ACTIVE = [SyncState.QUEUED, SyncState.RUNNING] as const;

/** What was pushed to, or has a schedule, with its last run; what waits or runs is left alone. */
const SCHEDULED = `
  SELECT r.id, r.interval_minutes AS "intervalMinutes", r.cron, r.created_at AS "createdAt", r.updated_at AS "updatedAt",
    last.state, last.queued_at AS "queuedAt", last.retry_at AS "retryAt", coalesce(last.is_followed, false) AS "isFollowed"
  FROM repositories r
  LEFT JOIN LATERAL (
    SELECT state, queued_at, retry_at, is_followed FROM sync_runs s WHERE s.repository_id = r.id
    ORDER BY s.queued_at DESC, s.id DESC LIMIT 1) last ON true
  WHERE (last.state IS NULL OR last.state NOT IN ('QUEUED', 'RUNNING'))
    AND (last.is_followed OR r.interval_minutes IS NOT NULL OR r.cron IS NOT NULL)`;

type ScheduledRow = Scheduled & { readonly id: string; readonly isFollowed: boolean } & (
    LastRun | { readonly [name in keyof LastRun]: null }
  );

function isDue(row: ScheduledRow, now: Date): boolean {
  const last = row.state === null ? null : row;
  const next = row.isFollowed ? (last?.retryAt ?? now) : nextRun(row, last);
  return next !== null && next <= now;
}

function auditRun(
  manager: EntityManager,
  actor: Actor,
  { id, name }: Pick<RuleRepository, 'id' | 'name'>,
  after: Readonly<Record<string, unknown>>,
): Promise<void> {
  const object = { objectType: AuditObject.REPOSITORY, objectId: id, objectName: name };
  return writeAudit(manager, actor, [{ ...object, action: AuditAction.SYNC, after }]);
}

export function createSyncService(dependencies: SyncDependencies): SyncService {
  const { database, databaseUrl, repositories, runs, enqueue, now } = dependencies;

  const isActive = (): AppError =>
    new AppError('CONFLICT', 'A run of this repository waits or runs already. Wait for it, or cancel it.');

  async function insert(
    manager: EntityManager,
    repositoryId: string,
    run: Pick<SyncRun, 'trigger' | 'startedBy' | 'isFull'>,
  ): Promise<SyncRun> {
    await manager.update(
      SyncRun,
      { repositoryId, state: SyncState.NEEDS_CONFIRMATION },
      { state: SyncState.CANCELLED, finishedAt: now(), error: 'A newer run took its place.' },
    );
    const row = manager.create(SyncRun, { ...run, repositoryId, state: SyncState.QUEUED, files: [] });
    await manager.insert(SyncRun, row);
    await manager.query(
      `DELETE FROM sync_runs WHERE id IN (
         SELECT id FROM sync_runs WHERE repository_id = $1 ORDER BY queued_at DESC, id DESC OFFSET ${KEPT_RUNS})`,
      [repositoryId],
    );
    return manager.findOneByOrFail(SyncRun, { id: row.id });
  }

  async function refuseTooEarly(repository: RuleRepository): Promise<void> {
    const [last] = await runs.newest([repository.id]);
    if (last?.retryAt == null || last.retryAt <= now() || last.repositoryVersion !== repository.version)
      return;
    const message = `The host's rate limit is reached; it takes requests again at ${last.retryAt.toISOString()}. Start again then, or set an access token.`;
    throw new AppError('RATE_LIMITED', message, { retryAt: last.retryAt.toISOString() });
  }

  /** Changes a run where its state is one of `from`; false where it is not. */
  async function change(
    manager: EntityManager,
    id: string,
    from: readonly SyncState[],
    set: Partial<SyncRun>,
  ): Promise<boolean> {
    const { affected } = await manager.update(SyncRun, { id, state: In([...from]) }, set);
    return affected === 1;
  }

  /** False where somebody else started one in this moment. */
  async function startBySystem(repositoryId: string, trigger: SyncTrigger): Promise<boolean> {
    const run = { trigger, startedBy: systemActor('sync').name, isFull: false };
    try {
      await enqueue(await database.transaction((manager) => insert(manager, repositoryId, run)));
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** A run whose process was ended. */
  async function takeUp({ id, attempt }: SyncRun): Promise<void> {
    const error = `The process that worked at it was ended ${attempt} times. Nothing of it was kept.`;
    const isOver = attempt >= MAX_ATTEMPTS;
    const next = { id, attempt: attempt + 1 };
    const set = isOver
      ? { state: SyncState.FAILED, finishedAt: now(), error }
      : { ...WAITING, attempt: next.attempt };
    const { affected } = await database.manager.update(
      SyncRun,
      { id, attempt, state: SyncState.RUNNING },
      set,
    );
    if (affected === 1 && !isOver) await enqueue(next);
  }

  return {
    async start(actor, repositoryId, { isFull }) {
      const repository = await repositories.get(repositoryId);
      if (repository.type === RepositoryType.LOCAL)
        throw new AppError(
          'BAD_USER_INPUT',
          `The repository "${repository.name}" is LOCAL: there is nothing to sync.`,
        );
      await refuseTooEarly(repository);
      const work = database.transaction(async (manager) => {
        const started = { trigger: SyncTrigger.MANUAL, startedBy: actor.name, isFull };
        const run = await insert(manager, repositoryId, started);
        await auditRun(manager, actor, repository, { run: run.id, step: 'start', isFull });
        return run;
      });
      const run = await onUniqueViolation(work, isActive);
      await enqueue(run);
      return run;
    },
    async cancel(actor, runId) {
      const { repositoryId } = await runs.get(runId);
      const repository = await repositories.get(repositoryId);
      await database.transaction(async (manager) => {
        const set = { state: SyncState.CANCELLED, finishedAt: now(), error: `Cancelled by ${actor.name}.` };
        if (!(await change(manager, runId, [...ACTIVE, SyncState.NEEDS_CONFIRMATION], set)))
          throw new AppError('CONFLICT', 'The run has ended already.');
        await auditRun(manager, actor, repository, { run: runId, step: 'cancel' });
      });
      return runs.get(runId);
    },
    async confirm(actor, runId) {
      const { repositoryId, removed, repositoryVersion } = await runs.get(runId);
      const repository = await repositories.get(repositoryId);
      if (repository.version !== repositoryVersion)
        throw new AppError(
          'CONFLICT',
          'The repository was changed since the run asked: other rules would go than it tells. Start another run.',
        );
      const work = database.transaction(async (manager) => {
        const set = { state: SyncState.QUEUED, confirmedRemovals: removed, error: null, finishedAt: null };
        if (!(await change(manager, runId, [SyncState.NEEDS_CONFIRMATION], set)))
          throw new AppError('CONFLICT', 'The run does not wait to be confirmed.');
        await auditRun(manager, actor, repository, { run: runId, step: 'confirm', removed });
      });
      await onUniqueViolation(work, isActive);
      const run = await runs.get(runId);
      await enqueue(run);
      return run;
    },
    async followPush(repositoryId) {
      await repositories.get(repositoryId);
      const [last] = await runs.newest([repositoryId]);
      const mustWait = last?.retryAt != null && last.retryAt > now();
      const from = mustWait ? [last.state] : [SyncState.RUNNING];
      // A run that only waits has asked the host nothing yet: it is enough.
      const isFollowed =
        last !== undefined && (await change(database.manager, last.id, from, { isFollowed: true }));
      if (!isFollowed) await startBySystem(repositoryId, SyncTrigger.PUSH);
    },
    async startDue() {
      const rows: ScheduledRow[] = await database.query(SCHEDULED);
      const due = rows.filter((row) => isDue(row, now()));
      let started = 0;
      const failures: unknown[] = [];
      for (const { id, isFollowed } of due)
        try {
          if (await startBySystem(id, isFollowed ? SyncTrigger.PUSH : SyncTrigger.SCHEDULE)) started += 1;
        } catch (error) {
          failures.push(error);
        }
      // One that can't be started, as its repository is just deleted, keeps none of the others waiting.
      if (failures.length > 0) throw new AggregateError(failures, 'runs that are due were not started');
      return started;
    },
    async recover() {
      const active = await database.manager.findBy(SyncRun, { state: In([...ACTIVE]) });
      for (const run of active) {
        if (run.state === SyncState.QUEUED) await enqueue(run);
        // Whoever works at a run holds the lock: where it is free, nobody does.
        else
          await withSessionLock(databaseUrl, { name: syncLock(run.repositoryId), waitMs: 1 }, () =>
            takeUp(run),
          );
      }
    },
  };
}
