import { hash } from 'node:crypto';

/** The same for two records that say the same: the order of an object's keys, which Postgres does not keep, is nothing. */
export function fingerprint(value: string): string {
  return hash('sha256', canonical(value));
}

function canonical(value: string): string {
  try {
    return JSON.stringify(sortKeys(JSON.parse(value)));
  } catch {
    return value;
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, sortKeys(member)] as const);
  return entries.sort(([left], [right]) => (left < right ? -1 : 1));
}
