import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { isUuid } from '../../database/uuid.ts';
import { RuleRepository } from '../repositories/index.ts';
import type { FileReport } from '../rules/index.ts';
import { createRunFeed } from './run-feed.ts';
import { SyncRun } from './sync-run.entity.ts';

/** What there is to read of runs. */
export interface SyncRunService {
  /** Throws NOT_FOUND. */
  get(id: string): Promise<SyncRun>;
  /** Newest first. Throws BAD_USER_INPUT for a page that is too large. */
  list(repositoryId: string, limit: number): Promise<SyncRun[]>;
  /** The newest run of each repository that has one. */
  newest(repositoryIds: readonly string[]): Promise<SyncRun[]>;
  /** The newest run, and each change of it, in whichever replica it runs. Throws NOT_FOUND for the repository. */
  follow(repositoryId: string): Promise<AsyncIterable<SyncRun>>;
  /** What became of files, those that did not change left out. Throws NOT_FOUND. */
  files(id: string): Promise<readonly FileReport[]>;
}

const MAX_PAGE = 100;

export function createSyncRunService(database: DataSource): SyncRunService {
  const runs = database.getRepository(SyncRun);
  const unknown = (id: string): AppError => new AppError('NOT_FOUND', `There is no run with id ${id}.`);
  const newest = (ids: readonly string[]): Promise<SyncRun[]> =>
    runs
      .createQueryBuilder('run')
      .distinctOn(['run.repositoryId'])
      .where('run.repositoryId = ANY(:ids)', { ids: ids.filter(isUuid) })
      .orderBy({ 'run.repositoryId': 'ASC', 'run.queuedAt': 'DESC', 'run.id': 'DESC' })
      .getMany();
  const feed = createRunFeed(newest);
  return {
    newest,
    async follow(id) {
      const isThere = isUuid(id) && (await database.manager.existsBy(RuleRepository, { id }));
      if (!isThere) throw new AppError('NOT_FOUND', `There is no repository with id ${id}.`);
      return feed.follow(id);
    },
    async get(id) {
      const run = isUuid(id) ? await runs.findOneBy({ id }) : null;
      if (run === null) throw unknown(id);
      return run;
    },
    async list(repositoryId, limit) {
      if (limit < 1 || limit > MAX_PAGE)
        throw new AppError('BAD_USER_INPUT', `1 to ${MAX_PAGE} runs are shown.`);
      if (!isUuid(repositoryId)) return [];
      return runs.find({ where: { repositoryId }, order: { queuedAt: 'DESC', id: 'DESC' }, take: limit });
    },
    async files(id) {
      const query = runs.createQueryBuilder('run').select(['run.id', 'run.files']).where({ id });
      const run = isUuid(id) ? await query.getOne() : null;
      if (run === null) throw unknown(id);
      return run.files;
    },
  };
}
