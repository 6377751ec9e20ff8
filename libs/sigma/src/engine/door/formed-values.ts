import { createCodePoints, textOf } from '../../pattern/code-points.ts';
import type { CodePoints } from '../../pattern/code-points.ts';
import { partStride } from '../kernel/mapped-places.ts';
import type { FormedField } from '../kernel/mapped-places.ts';
import type { Kernel } from '../kernel/kernel.ts';

const present = 0xfffffffe;
const listed = 0xfffffffd;
/** Words of a part, and the bits of the first that number its form; as in `libs/sigma/kernel/mapping.ts`. */
const partWords = 4;
const formBits = 0xfffff;
/** Longest values of which others are made here, in characters together; longer ones are left to the other door. */
const maxFormedLength = 8192;

/** Values that are made of others, for the event that the kernel has in hand. */
export interface FormedValues {
  /** Makes them all; false if the event must be read by the other door. */
  make(): boolean;
  /** Text of a value that was made. */
  textOf(value: number): string;
}

/** A value of the kernel, or `listed` or `present` in its place; `member` counts from 1, 0 is what stands at the place itself. */
interface Found {
  readonly member: number;
  readonly value: number;
}

/** What cannot be told from the kernel's values, such as what is in a list of lists. */
const untold = Symbol('untold');

/** Makes the maker; `readValue` reads a value of the record. */
export function createFormedValues(
  kernel: Kernel,
  formed: readonly FormedField[],
  readValue: (value: number, into: CodePoints) => CodePoints,
): FormedValues {
  const texts = new Map<number, string>();
  const one = createCodePoints();
  /** By form, the kernel's values of its parts: of a key as a whole, then along its dots. Kept from event to event. */
  const collected: Found[][][] = [];
  const touched: number[] = [];
  let left = 0;

  const collect = (): void => {
    touched.length = 0;
    const { words } = kernel;
    const from = kernel.call.partsAddress() / 4;
    const end = from + kernel.call.countParts() * partWords;
    for (let at = from; at < end; at += partWords) {
      const form = (words[at] ?? 0) & formBits;
      const parts = (collected[form] ??= emptyParts(formed[form]?.partCount ?? 0));
      if (!touched.includes(form)) {
        touched.push(form);
        for (const values of parts) values.length = 0;
      }
      const part = words[at + 1] ?? 0;
      parts[Math.floor(part / partStride)]?.push({
        member: part % partStride,
        value: words[at + 2] ?? present,
      });
    }
  };
  const read = (value: number): string => {
    const text = textOf(readValue(value, one));
    left -= text.length;
    return text;
  };
  /** What JSON.parse would give, but with texts for numbers and booleans, which forms don't tell from them. */
  const valueOf = (found: readonly Found[], names: readonly string[]): unknown => {
    const [first, second] = found;
    if (first === undefined) return undefined;
    if (first.value < listed) return second === undefined ? read(first.value) : untold;
    const entries: (string | Record<string, string>)[] = [];
    // An object by itself is read like a list of one.
    for (const { member, value } of first.value === listed ? found.slice(1) : found) {
      const last = entries.at(-1);
      const name = names[member - 1];
      if (member === 0 && value === present && names.length > 0) entries.push({});
      else if (value >= listed) return untold;
      else if (member === 0) entries.push(read(value));
      else if (typeof last !== 'object' || name === undefined) return untold;
      else last[name] = read(value);
    }
    return entries;
  };
  const make = (
    { field, rank, partCount, members, make }: FormedField,
    parts: readonly (readonly Found[])[],
  ): boolean => {
    const values: unknown[] = [];
    for (let part = 0; part < partCount; part += 1) {
      const whole = parts[part * 2] ?? [];
      values.push(valueOf(whole.length > 0 ? whole : (parts[part * 2 + 1] ?? []), members));
    }
    if (left < 0 || values.includes(untold)) return false;
    const text = make(values);
    if (text === undefined) return true;
    const value = typeof text === 'string' ? kernel.call.putFormed(field, rank) : -1;
    if (value === -1) return false;
    texts.set(value, text as string);
    return true;
  };

  return {
    textOf: (value) => texts.get(value) ?? '',
    make: () => {
      texts.clear();
      left = maxFormedLength;
      collect();
      for (const form of touched) {
        const field = formed[form];
        if (field === undefined || !make(field, collected[form] ?? [])) return false;
      }
      return true;
    },
  };
}

function emptyParts(count: number): Found[][] {
  return Array.from({ length: count * 2 }, () => []);
}
