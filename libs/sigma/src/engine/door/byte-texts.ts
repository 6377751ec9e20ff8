import { readText, textOf } from '../../pattern/code-points.ts';
import type { CodePoints } from '../../pattern/code-points.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { valueBytes } from '../kernel/scratch.ts';
import { keywordField } from './field-table.ts';
import { readJsonText } from './json-text.ts';
import type { EventTexts } from './texts.ts';

/** Kinds and flags of values, as in `libs/sigma/kernel/scratch.ts`. */
const string = 1;
const number = 2;
const formedText = 5;
const escaped = 1;
const odd = 4;

/** Where the kernel keeps the event. */
export interface ByteLayout {
  values(): number;
  links(): number;
  /** Slots of 16 bytes for fields: event, rank, first link. */
  slots(): number;
}

/** Texts of a record that the kernel has read: from its bytes, each time they are asked for, unless they were made. */
export function createByteTexts(
  kernel: Kernel,
  layout: ByteLayout,
  textOfFormed: (value: number) => string,
): EventTexts {
  const word = (address: number): number => kernel.words[address >> 2] ?? 0;
  const read = (value: number, into: CodePoints): CodePoints => {
    const at = layout.values() + value * valueBytes;
    const meta = word(at + 8);
    const kind = meta & 255;
    if (kind === formedText) return readText(into, textOfFormed(value));
    const flags = kind === string || kind === number ? meta >>> 8 : 0;
    readJsonText(into, kernel.bytes, word(at), word(at + 4), (flags & escaped) !== 0);
    return (flags & odd) === 0 ? into : readText(into, numberText(textOf(into)));
  };
  /** First link of a field's values; 0 if it has none. */
  const headOf = (field: number): number => {
    const slot = layout.slots() + field * 16;
    return word(slot) === kernel.call.eventNumber() ? word(slot + 8) : 0;
  };
  const valueAt = (link: number): number => word(layout.links() + link * 8);
  const nextOf = (link: number): number => word(layout.links() + link * 8 + 4);
  return {
    read,
    some: (field, into, passes) => {
      if (field !== keywordField) {
        for (let link = headOf(field); link !== 0; link = nextOf(link)) {
          read(valueAt(link), into);
          if (passes()) return true;
        }
        return false;
      }
      const count = kernel.call.countValues();
      for (let value = 0; value < count; value += 1) {
        if ((word(layout.values() + value * valueBytes + 8) & 255) !== string) continue;
        read(value, into);
        if (passes()) return true;
      }
      return false;
    },
  };
}

/** The text of a number as events have it: integers with all digits, others as JavaScript prints them. */
function numberText(written: string): string {
  const value = Number(written);
  return !Number.isSafeInteger(value) && /^-?\d+$/.test(written) ? written : String(value);
}
