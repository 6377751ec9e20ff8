/** Keeps what was made for the last keys that were asked for. A promise that fails is forgotten. */
export interface LastAsked<Value> {
  get(key: string, make: () => Value): Value;
  forget(key: string): void;
}

/** Holds `max` values at most. */
export function createLastAsked<Value>(max: number): LastAsked<Value> {
  const kept = new Map<string, Value>();
  return {
    get(key, make) {
      const isKept = kept.has(key);
      const value = isKept ? (kept.get(key) as Value) : make();
      kept.delete(key);
      kept.set(key, value);
      if (!isKept && value instanceof Promise)
        value.catch(() => {
          if (kept.get(key) === value) kept.delete(key);
        });
      const [oldest] = kept.keys();
      if (kept.size > max && oldest !== undefined) kept.delete(oldest);
      return value;
    },
    forget: (key) => void kept.delete(key),
  };
}
