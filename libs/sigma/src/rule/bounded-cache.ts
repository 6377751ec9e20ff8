import { ownText } from '../pattern/own-text.ts';

/** Tells what was made for a key before, or makes it. What is undefined is not kept. */
export type BoundedCache<Value> = <Made extends Value | undefined>(
  key: string,
  make: (key: string) => Made,
) => Made | Value;

/**
 * Makes a cache for at most `maxEntries` keys of at most `maxKeyLength` UTF-16 units, which begins anew when it is full;
 * for longer keys values are made each time.
 */
export function createBoundedCache<Value>(maxEntries: number, maxKeyLength: number): BoundedCache<Value> {
  const entries = new Map<string, Value>();
  return (key, make) => {
    const known = key.length > maxKeyLength ? undefined : entries.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    if (made === undefined || key.length > maxKeyLength) return made;
    if (entries.size >= maxEntries) entries.clear();
    entries.set(ownText(key), made);
    return made;
  };
}
