import type { DataSource } from 'typeorm';
import { isKeptDay, type KeptDays } from '../detections/index.ts';
import type { ShadowMatchRow } from './shadow-match-row.ts';

/** Samples that are kept of a rule in a pipeline: the newest. */
export const KEPT_SAMPLES = 100;

/**
 * Keeps samples, each id once, and of each rule and pipeline the newest {@link KEPT_SAMPLES}. Returns how many are of days
 * that are not kept, and were left out.
 */
export async function writeShadowMatches(
  database: DataSource,
  rows: readonly ShadowMatchRow[],
  days: KeptDays,
): Promise<number> {
  const kept = rows.filter(({ matched_at }) => isKeptDay(matched_at, days));
  if (kept.length > 0)
    await database.transaction(async (manager) => {
      await manager.query(INSERT, [JSON.stringify(kept)]);
      await manager.query(TRIM, [
        kept.map(({ rule_id }) => rule_id),
        kept.map(({ pipeline_id }) => pipeline_id),
      ]);
    });
  return rows.length - kept.length;
}

const INSERT = `INSERT INTO shadow_matches (id, rule_id, pipeline_id, matched_at, event_at, revision, topic, partition, "offset",
    event, event_truncated)
  SELECT id, rule_id, pipeline_id, matched_at, event_at, revision, topic, partition, "offset", event, event_truncated
  FROM json_to_recordset($1::json) AS new (id text, rule_id text, pipeline_id text, matched_at timestamptz,
    event_at timestamptz, revision bigint, topic text, partition integer, "offset" bigint, event text,
    event_truncated boolean)
  ON CONFLICT DO NOTHING`;

const TRIM = `DELETE FROM shadow_matches USING (
    SELECT rule_id, pipeline_id, oldest.matched_at, oldest.id
    FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS pair (rule_id, pipeline_id)) pairs
    CROSS JOIN LATERAL (
      SELECT matched_at, id FROM shadow_matches AS sample
      WHERE sample.rule_id = pairs.rule_id AND sample.pipeline_id = pairs.pipeline_id
      ORDER BY matched_at DESC, id DESC OFFSET ${KEPT_SAMPLES - 1} LIMIT 1) oldest) last
  WHERE shadow_matches.rule_id = last.rule_id AND shadow_matches.pipeline_id = last.pipeline_id
    AND (shadow_matches.matched_at, shadow_matches.id) < (last.matched_at, last.id)`;
