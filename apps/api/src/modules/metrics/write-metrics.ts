import type { MetricsMessage } from '@sluice/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { makePartitions } from '../../database/partitions.ts';
import { storableText } from '../../database/storable-text.ts';
import { COUNTS, sumUp, type Rollup } from './rollup.ts';
import { rememberHits } from './rule-hits.ts';
import { addTries } from './rule-tries.ts';
import {
  DEFAULT_RETENTION,
  HOURS,
  ROLLUP_TABLES,
  type MetricsRetention,
  type RollupTable,
} from './rollup-tables.ts';

/** Any number that nobody else locks in this database: writers wait for each other. */
const WRITE_LOCK = 7_483_121;

/** Whether its step is kept: no older than the retention, and hardly ahead. */
function isKept(
  { windowStart }: MetricsMessage,
  { span, leewayMs }: RollupTable,
  retention: MetricsRetention,
  nowMs: number,
): boolean {
  return windowStart >= nowMs - retention[span] && windowStart <= nowMs + leewayMs;
}

/**
 * Adds reports to the sums, each once: the last number of each worker's life is remembered in the same transaction.
 * Returns how many are of times that are not kept, and were left out.
 */
export async function writeMetrics(
  database: DataSource,
  reports: readonly MetricsMessage[],
  now: Date,
  retention: MetricsRetention = DEFAULT_RETENTION,
): Promise<number> {
  const nowMs = now.getTime();
  const kept = reports.filter((report) => isKept(report, HOURS, retention, nowMs));
  const parts = ROLLUP_TABLES.map((table) => ({
    table,
    isIn: (report: MetricsMessage) => isKept(report, table, retention, nowMs),
  }));
  for (const { table, isIn } of parts) {
    const times = kept.filter(isIn).map(({ windowStart }) => new Date(windowStart));
    await makePartitions(database, table, times);
  }
  if (kept.length > 0) {
    await database.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [WRITE_LOCK]);
      const fresh = await takeNew(manager, kept);
      await rememberHits(manager, fresh);
      await addTries(manager, fresh, nowMs);
      for (const { table, isIn } of parts) await add(manager, table, sumUp(fresh.filter(isIn), table.stepMs));
    });
  }
  return reports.length - kept.length;
}

/** Those that were not added before, in their order; remembers that they are now. */
async function takeNew(
  manager: EntityManager,
  reports: readonly MetricsMessage[],
): Promise<MetricsMessage[]> {
  const instances = [...new Set(reports.map(({ instance }) => storableText(instance)))];
  const known: { instance: string; seq: string }[] = await manager.query(
    'SELECT instance, seq FROM metrics_instances WHERE instance = ANY ($1)',
    [instances],
  );
  const last = new Map(known.map(({ instance, seq }) => [instance, { seq: Number(seq), atMs: 0 }]));
  const fresh = reports.filter(({ instance, seq, windowStart }) => {
    const name = storableText(instance);
    if (seq <= (last.get(name)?.seq ?? -1)) return false;
    last.set(name, { seq, atMs: windowStart });
    return true;
  });
  const changed = [...last].filter(([, { atMs }]) => atMs > 0);
  await manager.query(
    `INSERT INTO metrics_instances AS known (instance, seq, reported_at)
     SELECT instance, seq, to_timestamp(at_ms / 1000.0)
     FROM json_to_recordset($1::json) AS new (instance text, seq bigint, at_ms bigint)
     ON CONFLICT (instance) DO UPDATE
     SET seq = excluded.seq, reported_at = greatest(known.reported_at, excluded.reported_at)`,
    [JSON.stringify(changed.map(([instance, { seq, atMs }]) => ({ instance, seq, at_ms: atMs })))],
  );
  return fresh;
}

/** A count of 0 is kept as NULL, which takes no room: most counts of a rule's row are. */
async function add(manager: EntityManager, table: RollupTable, rollups: readonly Rollup[]): Promise<void> {
  if (rollups.length === 0) return;
  const sums = COUNTS.map(
    (name) => `${name} = nullif(coalesce(kept.${name}, 0) + coalesce(excluded.${name}, 0), 0)`,
  );
  await manager.query(
    `INSERT INTO ${table.name} AS kept (kind, key, pipeline_id, at, ${COUNTS.join(', ')}, latency)
     SELECT kind, key, pipeline_id, to_timestamp("atMs" / 1000.0), ${COUNTS.map((name) => `nullif(${name}, 0)`).join(', ')},
       nullif(latency, '{}')
     FROM json_to_recordset($1::json) AS new (kind text, key text, pipeline_id text, "atMs" bigint,
       ${COUNTS.map((name) => `${name} bigint`).join(', ')}, latency jsonb)
     ON CONFLICT (kind, key, pipeline_id, at) DO UPDATE
     SET ${sums.join(', ')}, latency = CASE WHEN excluded.latency IS NULL THEN kept.latency
       ELSE merge_counts(kept.latency, excluded.latency) END`,
    [JSON.stringify(rollups)],
  );
}
