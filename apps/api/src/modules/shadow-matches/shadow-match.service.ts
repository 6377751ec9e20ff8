import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { sql } from '../../database/sql.ts';
import { decodeCursor } from '../detections/index.ts';
import type { ShadowMatchRow } from './shadow-match-row.ts';

/** A sample as it was kept. */
export type KeptShadowMatch = Omit<ShadowMatchRow, 'matched_at' | 'event_at' | 'revision'> & {
  readonly matched_at: Date;
  readonly event_at: Date;
  /** 64 bits: a decimal string. */
  readonly revision: string;
};

/** What is undefined is any. */
export interface ShadowMatchFilter {
  readonly ruleId: string;
  readonly pipelineId: string | undefined;
  /** Patterns of LIKE; the topic matches one of each list. */
  readonly topicLikes: readonly (readonly string[])[];
}

export interface ShadowMatchPage {
  /** Newest first. */
  readonly matches: readonly KeptShadowMatch[];
  readonly hasNextPage: boolean;
}

export interface ShadowMatchService {
  /** Throws BAD_USER_INPUT for a page that is too large, and for a cursor that none gave. */
  page(filter: ShadowMatchFilter, first: number, after: string | undefined): Promise<ShadowMatchPage>;
  /** Deletes samples that are older; returns how many. */
  removeOld(days: number): Promise<number>;
}

const MAX_PAGE = 100;

export function createShadowMatchService(database: DataSource): ShadowMatchService {
  return {
    async page({ ruleId, pipelineId, topicLikes }, first, after) {
      if (first < 1 || first > MAX_PAGE)
        throw new AppError('BAD_USER_INPUT', `A page has 1 to ${MAX_PAGE} samples.`);
      const before = after === undefined ? undefined : decodeCursor(after);
      const { text, values } = sql((bind) => {
        const all = [`rule_id = ${bind(ruleId)}`];
        if (pipelineId !== undefined) all.push(`pipeline_id = ${bind(pipelineId)}`);
        for (const likes of topicLikes) all.push(`topic LIKE ANY (${bind(likes)}::text[])`);
        if (before !== undefined)
          all.push(`(matched_at, id) < (${bind(before.matchedAt)}, ${bind(before.id)})`);
        return `SELECT * FROM shadow_matches WHERE ${all.join(' AND ')}
          ORDER BY matched_at DESC, id DESC LIMIT ${first + 1}`;
      });
      const found = await database.query<KeptShadowMatch[]>(text, [...values]);
      return { matches: found.slice(0, first), hasNextPage: found.length > first };
    },
    async removeOld(days) {
      const [, count] = await database.query<[unknown, number]>(
        'DELETE FROM shadow_matches WHERE matched_at < now() - make_interval(days => $1)',
        [days],
      );
      return count;
    },
  };
}
