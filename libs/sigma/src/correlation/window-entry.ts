/** What a window keeps of one event, or of one match of an inner correlation. */
export interface WindowEntry {
  readonly timeMs: number;
  /** `e` and the event's id, or `m` and the inner match's. */
  readonly id: string;
  /** Which of the correlation's inputs matched, ascending; only temporal types keep them. */
  readonly inputs: readonly number[];
  /** For `value_count`, each a tuple as JSON. */
  readonly values: readonly string[];
  /** For sums, averages and percentiles. */
  readonly numbers: readonly number[];
  /** Values of the carried fields, in their order. */
  readonly carried: readonly (readonly string[])[];
  /** The entry in the serialised state; its length is what the entry is charged with. */
  readonly row: string;
}

/** Puts the row to an entry: a JSON array without its empty tail. */
export function withRow(entry: Omit<WindowEntry, 'row'>): WindowEntry {
  const { timeMs, id, inputs, values, numbers, carried } = entry;
  const parts: unknown[] = [timeMs, id, inputs, values.length > 0 ? values : numbers, carried];
  while (isEmpty(parts.at(-1))) parts.pop();
  return { ...entry, row: JSON.stringify(parts) };
}

function isEmpty(part: unknown): boolean {
  return Array.isArray(part) && part.length === 0;
}
