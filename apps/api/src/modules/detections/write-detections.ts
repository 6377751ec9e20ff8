import type { DataSource } from 'typeorm';
import { makePartitions } from '../../database/partitions.ts';
import { isKeptDay, type KeptDays } from './is-kept-day.ts';
import type { DetectionRow } from './detection-row.ts';
import { DETECTIONS } from './detections-table.ts';

/** Any number that nobody else locks in this database; beside it stands the Kafka partition. */
const WRITE_LOCK = 7_483_120;
export interface WriteOptions extends KeptDays {
  /** Of `sluice.detections`: one id is always in the same one, and its writers wait for each other. */
  readonly partition: number;
}

/**
 * Keeps detections, each id once: the first that comes stays, whatever its day. Returns how many are of days that are not
 * kept, and were left out.
 */
export async function writeDetections(
  database: DataSource,
  rows: readonly DetectionRow[],
  options: WriteOptions,
): Promise<number> {
  const kept = rows.filter(({ matched_at }) => isKeptDay(matched_at, options));
  const byId = new Map(kept.toReversed().map((row) => [row.id, row]));
  if (byId.size === 0) return rows.length;
  await makePartitions(
    database,
    DETECTIONS,
    kept.map(({ matched_at }) => new Date(matched_at)),
  );
  await database.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1, $2)', [WRITE_LOCK, options.partition]);
    const there: { id: string }[] = await manager.query('SELECT id FROM detections WHERE id = ANY ($1)', [
      [...byId.keys()],
    ]);
    for (const { id } of there) byId.delete(id);
    if (byId.size > 0) await manager.query(INSERT, [JSON.stringify([...byId.values()])]);
  });
  return rows.length - kept.length;
}

const INSERT = `INSERT INTO detections (id, matched_at, event_at, pipeline_id, revision, topic, partition, "offset",
    position, level, rule_ids, sigma_ids, techniques, rules, event, event_truncated)
  SELECT id, matched_at, event_at, pipeline_id, revision, topic, partition, "offset", position, level,
    rule_ids, sigma_ids, techniques, rules, event, event_truncated
  FROM json_to_recordset($1::json) AS new (id text, matched_at timestamptz, event_at timestamptz, pipeline_id text,
    revision bigint, topic text, partition integer, "offset" bigint, position integer, level smallint, rule_ids text[],
    sigma_ids text[], techniques text[], rules jsonb, event text, event_truncated boolean)`;
