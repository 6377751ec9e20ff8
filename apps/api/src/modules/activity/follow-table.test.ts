import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followTable, type Numbered } from './follow-table.ts';

/** A table whose rows become visible when they are committed, in whatever order. */
function createTable(committed: readonly bigint[] = []) {
  const visible = new Set(committed);
  const reads: { missing: number }[] = [];
  const sorted = (): bigint[] => [...visible].sort((a, b) => (a < b ? -1 : 1));
  return {
    commit: (...ids: readonly number[]) => {
      for (const id of ids) visible.add(BigInt(id));
    },
    reads,
    reader: {
      start() {
        const newest = sorted().at(-1) ?? 0n;
        const ids = Array.from({ length: Number(newest) }, (_, index) => BigInt(index + 1));
        return Promise.resolve({ newest, missing: ids.filter((id) => !visible.has(id)) });
      },
      read(newest: bigint, missing: readonly bigint[], limit: number) {
        reads.push({ missing: missing.length });
        const wanted = sorted().filter((id) => id > newest || missing.includes(id));
        return Promise.resolve(wanted.slice(0, limit).map((id): Numbered => ({ id })));
      },
    },
  };
}

const ids = (rows: readonly Numbered[]): number[] => rows.map(({ id }) => Number(id));

describe('a table that is followed', () => {
  it('tells nothing of what was there, and what comes after', async () => {
    const table = createTable([1n, 2n]);
    const follower = followTable(table.reader, () => 0);
    expect(await follower.take()).toEqual([]);
    expect(await follower.take()).toEqual([]);
    table.commit(3, 4);
    expect(ids(await follower.take())).toEqual([3, 4]);
    expect(await follower.take()).toEqual([]);
  });

  it('tells a row that is committed after a later one, also one that was under way at the start', async () => {
    const table = createTable([1n, 3n]);
    const follower = followTable(table.reader, () => 0);
    await follower.take();
    table.commit(6);
    expect(ids(await follower.take())).toEqual([6]);
    table.commit(5, 2);
    expect(ids(await follower.take())).toEqual([2, 5]);
    table.commit(4, 7);
    expect(ids(await follower.take())).toEqual([4, 7]);
  });

  it('asks no longer for what no transaction can bring any more', async () => {
    let nowMs = 0;
    const table = createTable();
    const follower = followTable(table.reader, () => nowMs);
    await follower.take();
    table.commit(3);
    await follower.take();
    await follower.take();
    expect(table.reads.at(-1)).toEqual({ missing: 2 });
    nowMs += 15 * 60_000 + 1;
    await follower.take();
    expect(table.reads.at(-1)).toEqual({ missing: 0 });
  });

  it('remembers so many that are missing, and no more', async () => {
    const table = createTable();
    const follower = followTable(table.reader, () => 0);
    await follower.take();
    table.commit(5_000, 1_000_000);
    expect(ids(await follower.take())).toEqual([5_000, 1_000_000]);
    table.commit(999_999, 4_999, 990_000);
    await follower.take();
    expect(table.reads.at(-1)).toEqual({ missing: 10_000 });
  });

  it('tells each row once, in whatever order they are committed and however they are read', async () => {
    const order = fc.shuffledSubarray(Array.from({ length: 60 }, (_, index) => index + 1));
    await fc.assert(
      fc.asyncProperty(order, fc.array(fc.nat(5)), async (committed, pauses) => {
        const table = createTable();
        const follower = followTable(table.reader, () => 0);
        const told: number[] = [];
        await follower.take();
        for (const [index, id] of committed.entries()) {
          table.commit(id);
          if (pauses[index % Math.max(1, pauses.length)] === 0) told.push(...ids(await follower.take()));
        }
        told.push(...ids(await follower.take()));
        expect(told.toSorted((a, b) => a - b)).toEqual(committed.toSorted((a, b) => a - b));
      }),
    );
  });

  it('loses nothing where a read fails', async () => {
    const table = createTable();
    let isAway = false;
    const reader = {
      ...table.reader,
      read: (...of: Parameters<typeof table.reader.read>) =>
        isAway ? Promise.reject(new Error('away')) : table.reader.read(...of),
    };
    const follower = followTable(reader, () => 0);
    await follower.take();
    table.commit(1);
    isAway = true;
    await expect(follower.take()).rejects.toThrow('away');
    isAway = false;
    expect(ids(await follower.take())).toEqual([1]);
  });
});
