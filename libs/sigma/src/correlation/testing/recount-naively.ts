import { evaluateRules } from '../rule-expression.ts';
import type { ResolvedCorrelation } from '../resolved-correlation.ts';

/** An event as the reference takes it: fields as a plain list, so that nothing is looked up in an object. */
export interface PlainEvent {
  readonly id: string;
  readonly timeMs: number;
  readonly rules: readonly string[];
  readonly fields: readonly (readonly [name: string, values: readonly string[]])[];
}

export interface PlainMatch {
  readonly correlation: string;
  readonly group: readonly string[];
  readonly timeMs: number;
  readonly value: number;
  readonly ids: readonly string[];
}

interface Arrival extends PlainEvent {
  readonly inputs: readonly number[];
}

interface Entry {
  readonly id: string;
  readonly timeMs: number;
  readonly inputs: readonly number[];
  readonly tuples: readonly string[];
  readonly carried: (name: string) => readonly string[];
}

const valuesOf = (event: PlainEvent, name: string): readonly string[] => [
  ...new Set(event.fields.filter(([field]) => field === name).flatMap(([, values]) => values)),
];

function tuplesOf(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const [first, ...rest] = lists;
  if (first === undefined) return [[]];
  return first.flatMap((value) => tuplesOf(rest).map((tuple) => [value, ...tuple]));
}

/**
 * What a set of correlations finds in a stream, by the definition alone: everything is in order and in memory, and every
 * window is measured anew from all entries of its group.
 */
export function recountNaively(
  correlations: readonly ResolvedCorrelation[],
  events: readonly PlainEvent[],
): readonly PlainMatch[] {
  const found: PlainMatch[] = [];
  const handedOn = new Map<string, Arrival[]>(correlations.map(({ correlation }) => [correlation.key, []]));
  for (const resolved of correlations) {
    const { key } = resolved.correlation;
    const direct = events.map((event) => ({ ...event, inputs: inputsOf(resolved, event.rules) }));
    const arrivals = [...direct, ...(handedOn.get(key) ?? [])].filter(({ inputs }) => inputs.length > 0);
    arrivals.sort((a, b) => a.timeMs - b.timeMs || (a.id < b.id ? -1 : Number(a.id > b.id)));
    for (const [groupKey, members] of groupsOf(resolved, arrivals)) {
      const group = JSON.parse(groupKey) as string[];
      let firedMs = Number.NEGATIVE_INFINITY;
      for (const timeMs of new Set(members.map((member) => member.timeMs))) {
        const window = members.filter(
          (member) => member.timeMs <= timeMs && member.timeMs >= timeMs - resolved.correlation.timespanMs,
        );
        const value = measure(resolved, window);
        if (value === undefined || !holds(resolved, value)) continue;
        const isReported = timeMs - firedMs > resolved.correlation.timespanMs;
        if (isReported) firedMs = timeMs;
        const id = JSON.stringify([key, group, timeMs]);
        const ids = window.map((member) => member.id);
        if (isReported && resolved.isAlerting) found.push({ correlation: key, group, timeMs, value, ids });
        for (const outer of correlations) {
          const inputs = inputsOf(outer, [key]);
          const isDistinct = ['temporal', 'temporal_ordered', 'value_count'].includes(
            outer.correlation.measure.kind,
          );
          if (inputs.length === 0 || (!isReported && !isDistinct)) continue;
          const fields = [
            ...resolved.correlation.groupBy.map((name, at) => [name, [group[at] ?? '']] as const),
            ...resolved.carriedFields.map(
              (name) => [name, window.flatMap((member) => member.carried(name))] as const,
            ),
          ];
          handedOn.get(outer.correlation.key)?.push({ id, timeMs, rules: [key], inputs, fields });
        }
      }
    }
  }
  return found;
}

function inputsOf({ inputs }: ResolvedCorrelation, rules: readonly string[]): readonly number[] {
  return inputs.map(({ target }, at) => (rules.includes(target) ? at : -1)).filter((at) => at !== -1);
}

/** The entries of each group in order, without those whose id was in the window already. */
function groupsOf(
  { correlation, inputs }: ResolvedCorrelation,
  arrivals: readonly Arrival[],
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const arrival of arrivals) {
    const fields = 'fields' in correlation.measure ? correlation.measure.fields : [];
    const tuples = tuplesOf(fields.map((field) => valuesOf(arrival, field)))
      .map((tuple) => JSON.stringify(tuple))
      .filter((tuple) => !/^value_[^c]/.test(correlation.measure.kind) || numberOf(tuple) !== undefined);
    if (tuples.length === 0) continue;
    const own = new Map<string, number[]>();
    for (const input of arrival.inputs) {
      for (const group of tuplesOf(
        (inputs[input]?.groupFields ?? []).map((field) => valuesOf(arrival, field)),
      )) {
        const key = JSON.stringify(group);
        own.set(key, [...(own.get(key) ?? []), input]);
      }
    }
    for (const [key, inputsOfGroup] of own) {
      const members = groups.get(key) ?? [];
      groups.set(key, members);
      const isRepeated = members.some(
        ({ id, timeMs }) => id === arrival.id && timeMs >= arrival.timeMs - correlation.timespanMs,
      );
      if (isRepeated) continue;
      const { id, timeMs } = arrival;
      members.push({ id, timeMs, inputs: inputsOfGroup, tuples, carried: (name) => valuesOf(arrival, name) });
    }
  }
  return groups;
}

/** Plain decimal numbers; the streams of the tests have no others that must count. */
function numberOf(tuple: string): number | undefined {
  const [text = ''] = JSON.parse(tuple) as string[];
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function measure({ correlation, inputs }: ResolvedCorrelation, window: readonly Entry[]): number | undefined {
  const numbers = window
    .flatMap(({ tuples }) => tuples.map(numberOf))
    .filter((number) => number !== undefined);
  const total = numbers.reduce((sum, number) => sum + number, 0);
  const seen = new Set(window.flatMap((entry) => entry.inputs));
  switch (correlation.measure.kind) {
    case 'event_count':
      return window.length;
    case 'value_count':
      return new Set(window.flatMap(({ tuples }) => tuples)).size;
    case 'value_sum':
      return total;
    case 'value_avg':
      return total / numbers.length;
    case 'value_percentile': {
      const sorted = numbers.toSorted((a, b) => a - b);
      const rank = (correlation.measure.percentile / 100) * (sorted.length - 1);
      const [low = 0, high = 0] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
      return low + (rank % 1) * (high - low);
    }
    case 'temporal': {
      const { expression } = correlation.measure;
      const isSeen = (name: string): boolean =>
        seen.has(inputs.findIndex(({ reference }) => reference === name));
      return expression === undefined || evaluateRules(expression, isSeen) ? seen.size : undefined;
    }
    case 'temporal_ordered':
      return longestPrefix(inputs.length, window);
  }
}

/** Tries every way to choose one entry for each rule, in order of time. */
function longestPrefix(rules: number, window: readonly Entry[]): number {
  const extend = (rule: number, fromMs: number): number => {
    if (rule === rules) return rule;
    const next = window.filter(({ inputs, timeMs }) => inputs.includes(rule) && timeMs >= fromMs);
    return Math.max(rule, ...next.map(({ timeMs }) => extend(rule + 1, timeMs)));
  };
  return extend(0, Number.NEGATIVE_INFINITY);
}

function holds({ correlation }: ResolvedCorrelation, value: number): boolean {
  return correlation.measure.comparisons.every(({ operator, limit }) => {
    if (operator === 'eq' || operator === 'neq') return (value === limit) === (operator === 'eq');
    if (operator === 'gte' || operator === 'lte') return operator === 'gte' ? value >= limit : value <= limit;
    return operator === 'gt' ? value > limit : value < limit;
  });
}
