import { withRow } from './window-entry.ts';
import type { WindowEntry } from './window-entry.ts';

/** Version of the serialised state; a value of another is refused. */
const version = 1;
/** Longest value that is parsed, in characters. */
const maxValueLength = 16 * 1024 * 1024;
/** Greatest magnitude of a number that is added up. */
export const maxMagnitude = 1e300;

/** What a key of the state stands for. */
export type StateKey =
  | { readonly kind: 'clock' }
  | { readonly kind: 'pending' }
  | {
      readonly kind: 'window';
      readonly correlation: string;
      readonly group: readonly string[];
      readonly chunk: number;
    };

/** The key of the time up to which events have been taken in for good. */
export const clockKey = JSON.stringify(['clock']);

export function printWindowKey(correlation: string, group: readonly string[], chunk: number): string {
  return JSON.stringify(['window', correlation, group, chunk]);
}

/** `repetition` tells events apart that share id and time. */
export function printPendingKey(timeMs: number, id: string, repetition: number): string {
  return JSON.stringify(['pending', timeMs, id, repetition]);
}

/** Undefined for a key that is none of ours. */
export function parseKey(key: string): StateKey | undefined {
  const parts = parseArray(key);
  const [kind, correlation, group, chunk] = parts ?? [];
  if (kind === 'clock') return { kind };
  if (kind === 'pending') return { kind };
  if (kind !== 'window' || typeof correlation !== 'string' || !isTexts(group) || !isIndex(chunk))
    return undefined;
  return { kind, correlation, group, chunk };
}

export function printClock(timeMs: number): string {
  return JSON.stringify([version, timeMs]);
}

export function parseClock(value: string): number | undefined {
  const [found, timeMs] = parseArray(value) ?? [];
  return found === version && isTime(timeMs) ? timeMs : undefined;
}

/** Part of a group's entries, and when the group last matched. */
export interface StoredChunk {
  readonly firedMs: number | undefined;
  readonly entries: readonly WindowEntry[];
}

export function printChunk(
  fingerprint: string,
  firedMs: number | undefined,
  entries: readonly WindowEntry[],
): string {
  const rows = entries.map(({ row }) => row).join(',');
  return `[${version},${JSON.stringify(fingerprint)},${firedMs ?? 'null'},[${rows}]]`;
}

/** What a chunk's rows must be like. */
export interface RowShape {
  readonly fingerprint: string;
  readonly inputs: number;
  readonly content: 'inputs' | 'values' | 'numbers' | 'nothing';
  readonly carried: number;
}

/** Undefined for a value that is damaged, of another version, or of another definition of the correlation. */
export function parseChunk(value: string, shape: RowShape): StoredChunk | undefined {
  const [found, fingerprint, firedMs, rows] = parseArray(value) ?? [];
  if (found !== version || fingerprint !== shape.fingerprint || !Array.isArray(rows)) return undefined;
  if (firedMs !== null && !isTime(firedMs)) return undefined;
  const entries: WindowEntry[] = [];
  for (const row of rows as readonly unknown[]) {
    const entry = parseRow(row, shape);
    if (entry === undefined || entry.timeMs < (entries.at(-1)?.timeMs ?? entry.timeMs)) return undefined;
    entries.push(entry);
  }
  return entries.length === 0 ? undefined : { firedMs: firedMs ?? undefined, entries };
}

function parseRow(row: unknown, { inputs: inputCount, content, carried: carriedCount }: RowShape) {
  if (!Array.isArray(row) || row.length > 5) return undefined;
  const [timeMs, id, inputs = [], measured = [], carried = []] = row as readonly unknown[];
  if (!isTime(timeMs) || typeof id !== 'string' || !/^[em]/.test(id)) return undefined;
  if (!Array.isArray(inputs) || !inputs.every((input) => isIndex(input) && input < inputCount))
    return undefined;
  if (inputs.length > 0 !== (content === 'inputs')) return undefined;
  if (!Array.isArray(carried) || (carried.length !== carriedCount && carried.length > 0)) return undefined;
  if (!carried.every(isTexts)) return undefined;
  const values = content === 'values' ? measured : [];
  const numbers = content === 'numbers' ? measured : [];
  if (!isTexts(values) || !isNumbers(numbers)) return undefined;
  const isMeasured = content === 'values' || content === 'numbers';
  if (Array.isArray(measured) && measured.length > 0 !== isMeasured) return undefined;
  return withRow({ timeMs, id, inputs: inputs as readonly number[], values, numbers, carried });
}

/** An event that waits, with only what correlations ask of it. */
export interface PendingEvent {
  readonly timeMs: number;
  readonly id: string;
  /** Ids of rules that matched, sorted. */
  readonly rules: readonly string[];
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** The event in the serialised state. Sorts events that share time and id. */
  readonly text: string;
}

/** Puts the text to an event. `fields` are in the order of their names. */
export function withText(event: Omit<PendingEvent, 'text'>): PendingEvent {
  const { timeMs, id, rules, fields } = event;
  return { ...event, text: JSON.stringify([version, timeMs, id, rules, [...fields]]) };
}

export function parsePending(value: string): PendingEvent | undefined {
  const [found, timeMs, id, rules, fields] = parseArray(value) ?? [];
  if (found !== version || !isTime(timeMs) || typeof id !== 'string' || !isTexts(rules)) return undefined;
  if (!Array.isArray(fields)) return undefined;
  const read = new Map<string, readonly string[]>();
  for (const field of fields as readonly unknown[]) {
    const [name, values] = Array.isArray(field) ? (field as readonly unknown[]) : [];
    if (typeof name !== 'string' || !isTexts(values)) return undefined;
    read.set(name, values);
  }
  return withText({ timeMs, id, rules, fields: read });
}

function parseArray(text: string): readonly unknown[] | undefined {
  if (text.length > maxValueLength) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
  } catch {
    return undefined;
  }
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isIndex(value: unknown): value is number {
  return isTime(value) && value >= 0;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isNumbers(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) && value.every((item) => typeof item === 'number' && Math.abs(item) <= maxMagnitude)
  );
}
