/** Fifteen minutes of buckets, as the snapshot has them. */
export const bucketMs = 5_000;
export const bucketCount = 180;

/** Columns of equal length, oldest first, as uPlot takes them. Times are epoch seconds; null is a gap. */
export interface RateSeries {
  readonly at: readonly number[];
  readonly events: readonly (number | null)[];
  readonly matches: readonly (number | null)[];
}

export interface RateRing {
  /** Adds a sample to its bucket, where a bucket shows the mean of its samples. Older than the window is ignored. */
  readonly add: (atMs: number, eventsPerSecond: number, matchesPerSecond: number) => void;
  readonly clear: () => void;
  readonly read: () => RateSeries;
}

/**
 * Events/s and matches/s of the last 15 minutes in fixed memory, outside React.
 * A bucket without a sample reads as a gap: a line never crosses a time that nobody measured.
 */
export function createRateRing(): RateRing {
  const events = new Float64Array(bucketCount);
  const matches = new Float64Array(bucketCount);
  const samples = new Uint32Array(bucketCount);
  /** Number of the newest bucket since the epoch; null while empty. */
  let newest: number | null = null;

  function clearBucket(bucket: number): void {
    const slot = bucket % bucketCount;
    events[slot] = 0;
    matches[slot] = 0;
    samples[slot] = 0;
  }

  function add(atMs: number, eventsPerSecond: number, matchesPerSecond: number): void {
    const bucket = Math.floor(atMs / bucketMs);
    if (newest !== null && bucket <= newest - bucketCount) return;
    if (newest === null || bucket > newest) {
      const from: number =
        newest === null ? bucket - bucketCount + 1 : Math.max(newest + 1, bucket - bucketCount + 1);
      for (let fresh = from; fresh <= bucket; fresh++) clearBucket(fresh);
      newest = bucket;
    }
    const slot = bucket % bucketCount;
    events[slot] = (events[slot] ?? 0) + eventsPerSecond;
    matches[slot] = (matches[slot] ?? 0) + matchesPerSecond;
    samples[slot] = (samples[slot] ?? 0) + 1;
  }

  function read(): RateSeries {
    if (newest === null) return { at: [], events: [], matches: [] };
    const oldest = newest - bucketCount + 1;
    const buckets = Array.from({ length: bucketCount }, (_, index) => oldest + index);
    const mean = (column: Float64Array, bucket: number): number | null => {
      const count = samples[bucket % bucketCount] ?? 0;
      return count === 0 ? null : (column[bucket % bucketCount] ?? 0) / count;
    };
    return {
      at: buckets.map((bucket) => (bucket * bucketMs) / 1000),
      events: buckets.map((bucket) => mean(events, bucket)),
      matches: buckets.map((bucket) => mean(matches, bucket)),
    };
  }

  return {
    add,
    clear: () => {
      newest = null;
    },
    read,
  };
}
