import { ownText } from '../pattern/own-text.ts';

/** A cache that begins anew when it is full. */
export interface BoundedCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/** Makes a cache for at most `maxEntries` keys of at most `maxKeyLength` UTF-16 units; longer keys are not kept. */
export function createBoundedCache<Value>(maxEntries: number, maxKeyLength: number): BoundedCache<Value> {
  const entries = new Map<string, Value>();
  return {
    get: (key) => (key.length > maxKeyLength ? undefined : entries.get(key)),
    set: (key, value) => {
      if (key.length > maxKeyLength) return;
      if (entries.size >= maxEntries) entries.clear();
      entries.set(ownText(key), value);
    },
  };
}
