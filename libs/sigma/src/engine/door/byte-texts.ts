import type { Kernel } from '../kernel/kernel.ts';
import { valueBytes } from '../kernel/scratch.ts';
import type { EventTexts } from './texts.ts';

/** Kinds and flags of values, as in `libs/sigma/kernel/scratch.ts`. */
const string = 1;
const number = 2;
const formedText = 5;
const escaped = 1;
const odd = 4;

/** A byte order mark inside a string is a character like any other. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Where the kernel keeps the event. */
export interface ByteLayout {
  readonly values: number;
  readonly links: number;
  /** Slots of 16 bytes for fields: event, rank, first link. */
  readonly slots: number;
}

/** Texts of a record that the kernel has read: decoded from its bytes, each time they are asked for, unless they were made. */
export function createByteTexts(
  kernel: Kernel,
  layout: () => ByteLayout,
  textOfFormed: (value: number) => string,
): EventTexts {
  const word = (address: number): number => kernel.words[address >> 2] ?? 0;
  const ofValue = (value: number): string => {
    const at = layout().values + value * valueBytes;
    const meta = word(at + 8);
    if ((meta & 255) === formedText) return textOfFormed(value);
    const text = decoder.decode(kernel.bytes.subarray(word(at), word(at + 4)));
    const flags = meta >>> 8;
    if ((meta & 255) === string) return (flags & escaped) === 0 ? text : (JSON.parse(`"${text}"`) as string);
    return (meta & 255) === number && (flags & odd) !== 0 ? numberText(text) : text;
  };
  return {
    ofValue,
    ofField: (field) => {
      const { slots, links } = layout();
      const slot = slots + field * 16;
      if (word(slot) !== kernel.call.eventNumber()) return [];
      const texts: string[] = [];
      for (let link = word(slot + 8); link !== 0; link = word(links + link * 8 + 4))
        texts.push(ofValue(word(links + link * 8)));
      return texts;
    },
    all: () => {
      const texts: string[] = [];
      const { values } = layout();
      const count = kernel.call.countValues();
      for (let value = 0; value < count; value += 1)
        if ((word(values + value * valueBytes + 8) & 255) === string) texts.push(ofValue(value));
      return texts;
    },
  };
}

/** The text of a number as events have it: integers with all digits, others as JavaScript prints them. */
function numberText(written: string): string {
  const value = Number(written);
  return !Number.isSafeInteger(value) && /^-?\d+$/.test(written) ? written : String(value);
}
