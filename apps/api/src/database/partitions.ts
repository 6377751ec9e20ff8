import type { DataSource } from 'typeorm';

/** A table that is partitioned by the ranges of a time column, each one unit in UTC. */
export interface PartitionedTable {
  readonly name: string;
  readonly unit: 'five minutes' | 'day' | 'month';
}

interface Partition {
  readonly name: string;
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

/** Any number that nobody else locks in this database. */
const PARTITION_LOCK = 7_483_119;
/** Dropping waits no longer for readers, and nobody behind it does: the next run tries again. */
const LOCK_TIMEOUT_MS = 5_000;

const UNIT_MS = { 'five minutes': 5 * 60_000, day: 24 * 3600 * 1000 } as const;
/** Digits of a partition's start in its name: partitions of one table are sorted by their names. */
const NAME_DIGITS = { 'five minutes': 12, day: 8, month: 6 } as const;

export function partitionAt({ name, unit }: PartitionedTable, at: Date): Partition {
  const [from, to] = boundsAt(unit, at);
  const digits = from.toISOString().replaceAll(/[^0-9]/g, '');
  return { name: `${name}_p${digits.slice(0, NAME_DIGITS[unit])}`, from, to };
}

function boundsAt(unit: PartitionedTable['unit'], at: Date): readonly [Date, Date] {
  if (unit === 'month') {
    const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
    return [new Date(Date.UTC(year, month)), new Date(Date.UTC(year, month + 1))];
  }
  const unitMs = UNIT_MS[unit];
  const fromMs = Math.floor(at.getTime() / unitMs) * unitMs;
  return [new Date(fromMs), new Date(fromMs + unitMs)];
}

/** Those that hold the given times, each once. */
function partitionsFor(table: PartitionedTable, times: Iterable<Date>): Partition[] {
  const byName = new Map<string, Partition>();
  for (const at of times) {
    const partition = partitionAt(table, at);
    byName.set(partition.name, partition);
  }
  return [...byName.values()];
}

/** Makes the partitions that are missing for rows of these times. Blocks neither readers nor writers. */
export async function makePartitions(
  database: DataSource,
  table: PartitionedTable,
  times: Iterable<Date>,
): Promise<void> {
  const wanted = partitionsFor(table, times);
  const missing = (): Promise<{ name: string }[]> =>
    database.query('SELECT name FROM unnest($1::text[]) name WHERE to_regclass(name) IS NULL', [
      wanted.map(({ name }) => name),
    ]);
  if (wanted.length === 0 || (await missing()).length === 0) return;
  await database.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
    const names = new Set((await missing()).map(({ name }) => name));
    for (const { name, from, to } of wanted) {
      if (!names.has(name)) continue;
      // Attaching takes a weaker lock than making it as a partition at once.
      await manager.query(`CREATE TABLE ${name} (LIKE ${table.name} INCLUDING ALL)`);
      await manager.query(
        `ALTER TABLE ${table.name} ATTACH PARTITION ${name} FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
      );
    }
  });
}

/** Drops the partitions that end before `before`; returns how many. */
export async function dropPartitions(
  database: DataSource,
  table: PartitionedTable,
  before: Date,
): Promise<number> {
  const first = partitionAt(table, before).name;
  const old: { name: string }[] = await database.query(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = $1::regclass AND relname ~ $2 AND relname < $3 ORDER BY relname`,
    [table.name, String.raw`^${table.name}_p\d+$`, first],
  );
  for (const { name } of old) {
    await database.transaction(async (manager) => {
      await manager.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      await manager.query(`DROP TABLE IF EXISTS ${name}`);
    });
  }
  return old.length;
}
