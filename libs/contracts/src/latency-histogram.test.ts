import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addLatency, latencyQuantile, type LatencyBuckets } from './latency-histogram.ts';
import { mergeCounts } from './merge-counts.ts';

const latencies = fc.array(fc.double({ min: 0.2, max: 60_000, noNaN: true }), {
  minLength: 1,
  maxLength: 200,
});

function histogram(values: readonly number[]): LatencyBuckets {
  const buckets: LatencyBuckets = {};
  for (const value of values) addLatency(buckets, value);
  return buckets;
}

it('a quantile is within 5 % of the exact one', () => {
  fc.assert(
    fc.property(latencies, fc.constantFrom(0.5, 0.95, 0.99), (values, share) => {
      const sorted = [...values].sort((a, b) => a - b);
      const exact = sorted[Math.ceil(sorted.length * share) - 1]!;
      const read = latencyQuantile(histogram(values), share)!;
      expect(Math.abs(read - exact) / exact).toBeLessThanOrEqual(0.0501);
    }),
  );
});

it('merged histograms answer as one histogram of all values', () => {
  fc.assert(
    fc.property(latencies, latencies, (a, b) => {
      const merged = histogram(a);
      mergeCounts(merged, histogram(b));
      expect(merged).toEqual(histogram([...a, ...b]));
    }),
  );
});

it('nothing counted has no quantile', () => {
  expect(latencyQuantile({}, 0.5)).toBeUndefined();
});
