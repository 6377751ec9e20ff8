import type { Logger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import { activityReader, type ActivityRow } from './activity-row.ts';
import { followTable } from './follow-table.ts';
import { repeat } from './repeat.ts';

const POLL_MS = 1_000;
/** Rows that are told at once. */
const MAX_TOLD = 100;

export interface ActivityFeedOptions {
  readonly database: DataSource;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Hears of what any replica committed, some at a time. */
  readonly tell: (rows: readonly ActivityRow[]) => void;
}

/** Tells what happens, about a second later. Returns its end. */
export function startActivityFeed({ database, log, nowMs, tell }: ActivityFeedOptions): () => Promise<void> {
  const ends = (['audit', 'event'] as const).map((source) => {
    const follower = followTable(activityReader(database, source), nowMs);
    return repeat(POLL_MS, log, `activity (${source})`, async () => {
      const rows = await follower.take();
      for (let start = 0; start < rows.length; start += MAX_TOLD) tell(rows.slice(start, start + MAX_TOLD));
    });
  });
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}
