import type { CorrelationCounts } from './correlation-counts.ts';
import type { CorrelationLimits } from './correlation-limits.ts';
import type { Measure } from './correlation.ts';
import type { ResolvedCorrelation } from './resolved-correlation.ts';
import { maxMagnitude } from './state-codec.ts';
import { withRow } from './window-entry.ts';
import type { WindowEntry } from './window-entry.ts';

/** An event or inner match that comes to one correlation. */
export interface Arrival {
  readonly timeMs: number;
  readonly id: string;
  /** Which of the correlation's inputs it is a match of, ascending. */
  readonly inputs: readonly number[];
  fieldOf(name: string): readonly string[];
}

/** An entry with the group that it belongs to. */
export interface GroupedEntry {
  readonly group: readonly string[];
  readonly entry: WindowEntry;
}

/** The groups that an arrival belongs to, each with its entry: one for each combination of values of the fields. */
export function groupArrival(
  arrival: Arrival,
  { correlation: { measure }, inputs, carriedFields }: ResolvedCorrelation,
  { maxValues }: CorrelationLimits,
  counts: CorrelationCounts,
): readonly GroupedEntry[] {
  const fields = 'fields' in measure ? measure.fields.map((field) => arrival.fieldOf(field)) : [];
  const measured = measureOf(measure, fields, maxValues, counts);
  if (measured === undefined) {
    counts.valueless += 1;
    return [];
  }
  const groups = new Map<string, { group: readonly string[]; inputs: number[] }>();
  for (const input of arrival.inputs) {
    const values = (inputs[input]?.groupFields ?? []).map((field) => arrival.fieldOf(field));
    for (const group of combine(values, maxValues, counts)) {
      const key = JSON.stringify(group);
      const found = groups.get(key) ?? { group, inputs: [] };
      found.inputs.push(input);
      groups.set(key, found);
    }
  }
  if (groups.size === 0) counts.ungrouped += 1;
  const { timeMs, id } = arrival;
  const carried = carriedFields.map((field) => arrival.fieldOf(field));
  const isTemporal = measure.kind === 'temporal' || measure.kind === 'temporal_ordered';
  return [...groups.values()].map((found) => ({
    group: found.group,
    entry: withRow({ timeMs, id, inputs: isTemporal ? found.inputs : [], ...measured, carried }),
  }));
}

type Measured = Pick<WindowEntry, 'values' | 'numbers'>;

/** What the entry adds to the measure; undefined if the measure asks for values and there are none. */
function measureOf(
  { kind }: Measure,
  fields: readonly (readonly string[])[],
  maxValues: number,
  counts: CorrelationCounts,
): Measured | undefined {
  switch (kind) {
    case 'value_count': {
      const values = combine(fields, maxValues, counts).map((tuple) => JSON.stringify(tuple));
      return values.length > 0 ? { values, numbers: [] } : undefined;
    }
    case 'value_sum':
    case 'value_avg':
    case 'value_percentile': {
      const numbers = (fields[0] ?? []).map(readNumber).filter((number) => number !== undefined);
      return numbers.length > 0 ? { values: [], numbers } : undefined;
    }
    default:
      return { values: [], numbers: [] };
  }
}

/** A decimal number; undefined for any other text, and beyond what can be added up. */
function readNumber(text: string): number | undefined {
  if (text.length > 64 || !/^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text)) return undefined;
  const number = Number(text);
  // -0 is 0, so that equal numbers are equal texts in the state.
  return Math.abs(number) <= maxMagnitude ? number + 0 : undefined;
}

/** All tuples with one value of each list, at most `most`. */
function combine(
  lists: readonly (readonly string[])[],
  most: number,
  counts: CorrelationCounts,
): readonly (readonly string[])[] {
  let tuples: (readonly string[])[] = [[]];
  for (const list of lists) {
    tuples = tuples.flatMap((tuple) => list.map((value) => [...tuple, value]));
    if (tuples.length > most) {
      counts.oversized += tuples.length - most;
      tuples = tuples.slice(0, most);
    }
  }
  return tuples;
}
