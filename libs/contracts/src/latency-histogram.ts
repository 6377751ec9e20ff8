/**
 * Latencies counted in buckets whose bounds grow by 10 %: a quantile read back is off by at most 5 %. Merging is
 * adding, so histograms of many workers and seconds fold into one. Bucket 0 holds everything below 0.1 ms.
 */
export type LatencyBuckets = Record<string, number>;

const GROWTH = 1.1;
const LEAST_MS = 0.1;
const MOST_BUCKET = 250;

export function latencyBucket(ms: number): number {
  if (!(ms > LEAST_MS)) return 0;
  return Math.min(MOST_BUCKET, 1 + Math.floor(Math.log(ms / LEAST_MS) / Math.log(GROWTH)));
}

/** Milliseconds in the middle of a bucket. */
export function latencyOfBucket(bucket: number): number {
  if (bucket === 0) return LEAST_MS / 2;
  return LEAST_MS * GROWTH ** (bucket - 0.5);
}

export function addLatency(buckets: LatencyBuckets, ms: number, count = 1): void {
  const bucket = latencyBucket(ms);
  buckets[bucket] = (buckets[bucket] ?? 0) + count;
}

/** The latency in ms below which the share `quantile` (0–1) lies; undefined where nothing was counted. */
export function latencyQuantile(buckets: Readonly<LatencyBuckets>, quantile: number): number | undefined {
  const counts = Object.entries(buckets).map(([bucket, count]) => [Number(bucket), count] as const);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return undefined;
  let seen = 0;
  for (const [bucket, count] of counts.sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= total * quantile) return latencyOfBucket(bucket);
  }
  return undefined;
}
