import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { sql } from '../../database/sql.ts';
import type { ActivityLimits } from './activity-limits.ts';
import { pageQuery, timeOfMicros, toRow, type ActivityRow, type RawRow } from './activity-row.ts';

export interface ActivityPage {
  /** Newest first. */
  readonly rows: readonly ActivityRow[];
  readonly hasNextPage: boolean;
}

export interface ActivityService {
  /** What comes before the row of the cursor. Throws BAD_USER_INPUT for a page that is too large, or a wrong cursor. */
  page(limits: ActivityLimits, first: number, after: string | undefined): Promise<ActivityPage>;
  /** Deletes events that are older; the audit log has a time of its own. Returns how many. */
  removeOld(days: number): Promise<number>;
}

const MAX_PAGE = 200;

export function createActivityService(database: DataSource): ActivityService {
  return {
    async page({ hiddenObjects, hiddenKinds }, first, after) {
      if (first < 1 || first > MAX_PAGE)
        throw new AppError('BAD_USER_INPUT', `A page has 1 to ${MAX_PAGE} entries.`);
      const cursor = after === undefined ? undefined : parseCursor(after);
      const { text, values } = sql((bind) =>
        pageQuery(
          (source) =>
            source === 'audit'
              ? `NOT (object_type = ANY (${bind(hiddenObjects)}))`
              : `NOT (kind = ANY (${bind(hiddenKinds)}))`,
          bind(first + 1),
          cursor && {
            at: timeOfMicros(cursor.micros, bind),
            id: `${bind(cursor.id)}::bigint`,
            source: `${bind(cursor.source)}::text`,
          },
        ),
      );
      const rows = (await database.query<RawRow[]>(text, [...values])).map(toRow);
      return { rows: rows.slice(0, first), hasNextPage: rows.length > first };
    },
    async removeOld(days) {
      const [, count] = await database.query<[unknown, number]>(
        'DELETE FROM activity_events WHERE at < now() - make_interval(days => $1)',
        [days],
      );
      return count;
    },
  };
}

/** Where a row stands among all. */
export function cursorOf({ atMicros, id, source }: ActivityRow): string {
  return `${atMicros}.${id}.${source}`;
}

function parseCursor(cursor: string) {
  const [, micros, id, source] = /^(\d{1,17})\.(\d{1,18})\.(audit|event)$/.exec(cursor) ?? [];
  if (micros === undefined || id === undefined || source === undefined)
    throw new AppError('BAD_USER_INPUT', 'The cursor is none that a page of the activity gave.');
  return { micros, id, source };
}
