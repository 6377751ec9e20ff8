import { toTopicEvent, type TopicEvent } from './topic-event.ts';
import type { KeptEvents } from './newest-events.ts';

/** Of all events together; beyond it the last are left out. */
const MAX_BYTES = 16 * 1024 * 1024;

interface Shown {
  readonly event: TopicEvent;
  readonly bytes: number;
}

const timeOf = ({ event }: Shown): number => event.at.getTime();

/**
 * Keeps the first events of those that it is given in the order of each partition, and lists them by time, oldest first: of
 * each partition what it lists has no gap, so that who goes on behind the last of each misses nothing that is shown.
 */
export function keepFirst(count: number): KeptEvents {
  const byPartition = new Map<number, Shown[]>();
  /** Those of which something was dropped: what comes after it would leave a gap. */
  const closed = new Set<readonly Shown[]>();
  let total = 0;
  /** The earliest that was dropped to save room: nothing later can be listed. */
  let droppedMs = Infinity;

  function drop(): void {
    while (total > MAX_BYTES) {
      const latest = [...byPartition.values()].reduce((left, right) =>
        lastMs(right) > lastMs(left) ? right : left,
      );
      const dropped = latest.pop();
      if (dropped === undefined) return;
      closed.add(latest);
      total -= dropped.bytes;
      droppedMs = Math.min(droppedMs, timeOf(dropped));
    }
  }

  return {
    add(records, partition) {
      const kept = byPartition.get(partition) ?? [];
      byPartition.set(partition, kept);
      for (const record of records) {
        if (kept.length >= count || closed.has(kept)) return;
        const shown = toTopicEvent(record, partition);
        if (shown === undefined) continue;
        kept.push(shown);
        total += shown.bytes;
        drop();
      }
    },
    get size() {
      const all = [...byPartition.values()].reduce((sum, kept) => sum + kept.length, 0);
      return Math.min(all, count);
    },
    list() {
      return merge([...byPartition.values()], count, droppedMs);
    },
  };
}

function lastMs(kept: readonly Shown[]): number {
  const last = kept.at(-1);
  return last === undefined ? -Infinity : timeOf(last);
}

/** Of the next events of all partitions the earliest, again and again. */
function merge(partitions: readonly (readonly Shown[])[], count: number, untilMs: number): TopicEvent[] {
  const places = partitions.map(() => 0);
  const merged: TopicEvent[] = [];
  while (merged.length < count) {
    let from = -1;
    let earliestMs = Infinity;
    for (const [index, kept] of partitions.entries()) {
      const shown = kept[places[index] ?? 0];
      if (shown === undefined || timeOf(shown) >= earliestMs) continue;
      [from, earliestMs] = [index, timeOf(shown)];
    }
    const place = places[from] ?? 0;
    const shown = partitions[from]?.[place];
    if (shown === undefined || earliestMs > untilMs) break;
    merged.push(shown.event);
    places[from] = place + 1;
  }
  return merged;
}
