import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { isUuid } from '../../database/uuid.ts';
import { AuditEntry, type AuditAction, type AuditObject } from './audit-entry.entity.ts';

/** What is undefined is any. */
export interface AuditFilter {
  readonly actions?: readonly AuditAction[] | undefined;
  readonly objectTypes?: readonly AuditObject[] | undefined;
  readonly objectId?: string | undefined;
  readonly userId?: string | undefined;
  /** Part of the actor's or the object's name, whatever the letter case. */
  readonly search?: string | undefined;
  /** Inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  readonly hasNextPage: boolean;
}

export interface AuditService {
  /** Entries before the id `after`, newest first. Throws BAD_USER_INPUT for a page that is too large. */
  page(filter: AuditFilter, first: number, after: string | undefined): Promise<AuditPage>;
  /** All entries, newest first, some at a time. */
  stream(filter: AuditFilter): AsyncGenerator<readonly AuditEntry[]>;
  /** Deletes what is older than so many days; returns how many. */
  removeOld(days: number): Promise<number>;
}

const MAX_PAGE = 200;
/** The index holds parts of so many characters: what is shorter is found by reading on from the newest. */
const INDEXED_CHARS = 3;
const ROWS_PER_READ = 1_000;

export function createAuditService(database: DataSource): AuditService {
  const entries = database.getRepository(AuditEntry);

  function read(filter: AuditFilter, limit: number, after: string | undefined): Promise<AuditEntry[]> {
    const query = entries.createQueryBuilder('entry').orderBy('entry.id', 'DESC').limit(limit);
    if (after !== undefined) query.andWhere('entry.id < :after', { after });
    return where(query, filter).getMany();
  }

  return {
    async page(filter, first, after) {
      if (first < 1 || first > MAX_PAGE)
        throw new AppError('BAD_USER_INPUT', `A page has 1 to ${MAX_PAGE} entries.`);
      if (after !== undefined && !/^\d{1,19}$/.test(after))
        throw new AppError('BAD_USER_INPUT', 'The cursor is none that a page of the audit log gave.');
      const found = await read(filter, first + 1, after);
      return { entries: found.slice(0, first), hasNextPage: found.length > first };
    },
    async *stream(filter) {
      let after: string | undefined;
      for (;;) {
        const found = await read(filter, ROWS_PER_READ, after);
        if (found.length > 0) yield found;
        if (found.length < ROWS_PER_READ) return;
        after = found.at(-1)?.id;
      }
    },
    async removeOld(days) {
      const { affected } = await entries
        .createQueryBuilder()
        .delete()
        .where('at < now() - make_interval(days => :days)', { days })
        .execute();
      return affected ?? 0;
    },
  };
}

function where(query: SelectQueryBuilder<AuditEntry>, filter: AuditFilter): SelectQueryBuilder<AuditEntry> {
  const { actions, objectTypes, objectId, userId, search, from, to } = filter;
  if (userId !== undefined && !isUuid(userId)) query.andWhere('false');
  else if (userId !== undefined) query.andWhere('entry.userId = :userId', { userId });
  if (actions !== undefined) query.andWhere('entry.action IN (:...actions)', { actions: ['', ...actions] });
  if (objectTypes !== undefined)
    query.andWhere('entry.objectType IN (:...objectTypes)', { objectTypes: ['', ...objectTypes] });
  if (objectId !== undefined) query.andWhere('entry.objectId = :objectId', { objectId });
  if (from !== undefined) query.andWhere('entry.at >= :from', { from });
  if (to !== undefined) query.andWhere('entry.at < :to', { to });
  if (search !== undefined && search !== '') {
    const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    query.andWhere('(entry.actor ILIKE :like OR entry.objectName ILIKE :like)', { like });
    if (search.length >= INDEXED_CHARS)
      query.andWhere(
        '(text_parts(entry.actor) @> text_parts(:search) OR text_parts(entry.objectName) @> text_parts(:search))',
        { search },
      );
  }
  return query;
}
