import type { ConfigRecord } from '../outbox/index.ts';
import { fingerprint } from './fingerprint.ts';

/** How the topic differs from Postgres. */
export type DifferenceKind = 'MISSING' | 'OTHERWISE' | 'SURPLUS';

export interface Difference {
  readonly kind: DifferenceKind;
  /** What mends it. */
  readonly record: ConfigRecord;
}

export interface Comparison {
  /** Objects that are on either side. */
  readonly compared: number;
  readonly differences: readonly Difference[];
}

/** Compares what the topic is to hold with fingerprints of what it holds, by key. */
export async function compare(
  expected: AsyncIterable<ConfigRecord>,
  held: ReadonlyMap<string, string>,
): Promise<Comparison> {
  const differences: Difference[] = [];
  const surplus = new Set(held.keys());
  let compared = 0;
  for await (const record of expected) {
    const { key, value } = record;
    if (value === null) continue;
    surplus.delete(key);
    compared += 1;
    const found = held.get(key);
    if (found === undefined) differences.push({ kind: 'MISSING', record });
    else if (found !== fingerprint(value)) differences.push({ kind: 'OTHERWISE', record });
  }
  for (const key of surplus) differences.push({ kind: 'SURPLUS', record: { key, value: null } });
  return { compared: compared + surplus.size, differences };
}
