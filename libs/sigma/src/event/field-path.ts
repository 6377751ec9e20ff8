import { isRecord } from './sigma-event.ts';
import type { Layer } from './sigma-event.ts';

/** A field's name with the steps along its dots. Made once, since splitting costs more than looking up. */
export interface FieldPath {
  readonly name: string;
  readonly head: string;
  /** The steps after the head; empty for a name without dots. */
  readonly rest: readonly string[];
}

/** Keys of an event that have spaces, by what they are without them. */
export type BareNames = ReadonlyMap<string, string>;

/** Names come from the data files and the code, never from rules or events: plain look-ups meet no prototype. */
export function fieldPath(name: string): FieldPath {
  const [head = '', ...rest] = name.split('.');
  return { name, head, rest };
}

/**
 * What stands in one layer under a name: the key as a whole, else the key that is the name but for its spaces, else along
 * the name's dots. A list where the path leads through lists; undefined if nothing stands there.
 */
export function valueAt(layer: Layer, path: FieldPath, bareNames?: BareNames): unknown {
  const { name, head, rest } = path;
  const whole = layer[name];
  if (whole !== undefined) return whole;
  const spaced = bareNames?.get(name);
  if (spaced !== undefined && layer[spaced] !== undefined) return layer[spaced];
  if (rest.length === 0) return undefined;
  let value = layer[head];
  for (let at = 0; at < rest.length && value !== undefined; at += 1) {
    if (Array.isArray(value)) return throughLists(value, rest, at);
    value = isRecord(value) ? value[rest[at] ?? ''] : undefined;
  }
  return value;
}

function throughLists(list: readonly unknown[], rest: readonly string[], at: number): unknown {
  const found: unknown[] = [];
  collect(list, rest, at, found);
  return found.length === 0 ? undefined : found;
}

function collect(value: unknown, rest: readonly string[], at: number, found: unknown[]): void {
  if (Array.isArray(value) && at < rest.length) for (const member of value) collect(member, rest, at, found);
  else if (at === rest.length) {
    if (value !== undefined) found.push(value);
  } else if (isRecord(value)) collect(value[rest[at] ?? ''], rest, at + 1, found);
}

/** The keys that have spaces; undefined if none has. */
export function findBareNames(layer: Layer): BareNames | undefined {
  let names: Map<string, string> | undefined;
  for (const key of Object.keys(layer)) {
    if (!key.includes(' ')) continue;
    const bare = key.replaceAll(' ', '');
    names ??= new Map();
    if (!names.has(bare)) names.set(bare, key);
  }
  return names;
}
