import type { MetricsMessage } from '@sluice/contracts';
import type { EntityManager } from 'typeorm';
import { isUuid } from '../../database/uuid.ts';

/** How long the hours are kept. */
export const TRIES_KEPT_MS = 48 * 3600 * 1000;

/** SQL for rows of id and tries: of the rules that workers evaluated. The hour in which the 24 begin counts whole. */
export const TRIES_LAST_24_HOURS = `SELECT rule_id AS id, sum(tries) AS tries FROM rule_tries
  WHERE at >= date_bin('1 hour', now(), to_timestamp(0)) - interval '24 hours' GROUP BY rule_id`;

/** Adds what workers tell of how often they evaluated rules; what is older than the hours that are kept is left out. */
export async function addTries(
  manager: EntityManager,
  reports: readonly MetricsMessage[],
  nowMs: number,
): Promise<void> {
  const told = reports
    .filter(({ windowStart }) => windowStart >= nowMs - TRIES_KEPT_MS)
    .flatMap(({ windowStart, tries }) =>
      Object.entries(tries).map(([ruleId, count]) => ({ ruleId, windowStart, count })),
    )
    .filter(({ ruleId, count }) => count > 0 && isUuid(ruleId));
  if (told.length === 0) return;
  await manager.query(
    `INSERT INTO rule_tries AS known (rule_id, at, tries)
     SELECT id, date_bin('1 hour', to_timestamp(ms / 1000.0), to_timestamp(0)), sum(tries)
     FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS new (id, ms, tries) GROUP BY 1, 2
     ON CONFLICT (at, rule_id) DO UPDATE SET tries = known.tries + excluded.tries`,
    [
      told.map(({ ruleId }) => ruleId),
      told.map(({ windowStart }) => windowStart),
      told.map(({ count }) => count),
    ],
  );
}
