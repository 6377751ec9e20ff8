/** A row whose id was given by a sequence. */
export interface Numbered {
  readonly id: bigint;
}

export interface TableReader<Row extends Numbered> {
  /** The newest id, and those just before it that are not there: their transactions may be under way. */
  start(): Promise<{ readonly newest: bigint; readonly missing: readonly bigint[] }>;
  /** Rows after `newest` and those of `missing` that came, in the order of ids, at most so many. */
  read(newest: bigint, missing: readonly bigint[], limit: number): Promise<readonly Row[]>;
}

export interface TableFollower<Row> {
  /** What was committed since the last call, each row once, at most 1,000 at a time. The first call returns nothing. */
  take(): Promise<readonly Row[]>;
}

/** No transaction is under way longer: statements end after a minute, syncs after ten. */
const MISSING_MS = 15 * 60_000;
const MAX_MISSING = 10_000;
const ROWS_PER_READ = 1_000;

/**
 * Follows a table that rows are only added to. Ids are given before the commit, so a smaller one may become visible after a
 * larger one: ids that were skipped are asked for again until they come, or until no transaction can bring them any more.
 */
export function followTable<Row extends Numbered>(
  reader: TableReader<Row>,
  nowMs: () => number,
): TableFollower<Row> {
  let newest: bigint | undefined;
  /** Until when to ask for it, by id. */
  const missing = new Map<bigint, number>();

  function miss(ids: Iterable<bigint>): void {
    for (const id of ids) missing.set(id, nowMs() + MISSING_MS);
    for (const id of missing.keys()) {
      if (missing.size <= MAX_MISSING) return;
      missing.delete(id);
    }
  }

  function note({ id }: Row, last: bigint): bigint {
    missing.delete(id);
    if (id <= last) return last;
    const first = id - last > MAX_MISSING ? id - BigInt(MAX_MISSING) : last + 1n;
    miss(idsBetween(first, id));
    return id;
  }

  return {
    async take() {
      if (newest === undefined) {
        const start = await reader.start();
        newest = start.newest;
        miss(start.missing);
        return [];
      }
      for (const [id, untilMs] of missing) if (untilMs < nowMs()) missing.delete(id);
      const rows = await reader.read(newest, [...missing.keys()], ROWS_PER_READ);
      for (const row of rows) newest = note(row, newest);
      return rows;
    },
  };
}

function* idsBetween(first: bigint, end: bigint): Generator<bigint> {
  for (let id = first; id < end; id += 1n) yield id;
}
