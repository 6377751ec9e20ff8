import type { MetricsMessage } from '@sluice/contracts';
import type { EntityManager } from 'typeorm';
import { isUuid } from '../../database/uuid.ts';

/** SQL that holds where a rule ever matched, as far back as hours are kept. `ruleId` is SQL too. */
export function hasMatched(ruleId: string): string {
  return `EXISTS (SELECT FROM rule_hits WHERE rule_id = ${ruleId})`;
}

/** SQL for rows of id and matches: of the rules that had some, over all pipelines. The hour in which the 24 begin counts whole. */
export const MATCHES_LAST_24_HOURS = `SELECT key AS id, sum(matches) AS matches FROM metrics_hours
  WHERE kind = 'RULE' AND at >= date_bin('1 hour', now(), to_timestamp(0)) - interval '24 hours'
  GROUP BY key HAVING sum(matches) > 0`;

/** Remembers when each rule matched last, in the stage SHADOW too. */
export async function rememberHits(
  manager: EntityManager,
  reports: readonly MetricsMessage[],
): Promise<void> {
  const lastMs = new Map<string, number>();
  for (const { windowStart, pipelines } of reports) {
    for (const { rules, shadowRules } of pipelines) {
      for (const [ruleId, count] of [...Object.entries(rules), ...Object.entries(shadowRules)]) {
        if (count > 0 && isUuid(ruleId)) lastMs.set(ruleId, Math.max(lastMs.get(ruleId) ?? 0, windowStart));
      }
    }
  }
  if (lastMs.size === 0) return;
  await manager.query(
    `INSERT INTO rule_hits AS known (rule_id, last_matched_at)
     SELECT id, max(to_timestamp(ms / 1000.0)) FROM unnest($1::uuid[], $2::bigint[]) AS new (id, ms) GROUP BY id
     ON CONFLICT (rule_id) DO UPDATE SET last_matched_at = excluded.last_matched_at
     WHERE known.last_matched_at < excluded.last_matched_at`,
    [[...lastMs.keys()], [...lastMs.values()]],
  );
}
