/** What `make` makes of each value of a record, by its key. */
export function mapOf<Value, Made>(
  record: Readonly<Record<string, Value>>,
  make: (value: Value) => Made,
): ReadonlyMap<string, Made> {
  return new Map(Object.entries(record).map(([key, value]) => [key, make(value)]));
}

/** A record's values by their keys, none of which stands for anything else. */
export function toMap<Value>(record: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(record));
}
