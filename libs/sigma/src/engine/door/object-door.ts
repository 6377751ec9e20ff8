import type { SigmaEvent } from '../../event/sigma-event.ts';
import { readText } from '../../pattern/code-points.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Scratch } from '../kernel/scratch.ts';
import type { EventView } from './event-view.ts';
import { keywordField } from './field-table.ts';
import type { EventTexts } from './texts.ts';

/** Kinds and flags of values, as in `libs/sigma/kernel/scratch.ts`. */
const string = 1;
const fieldText = 5;
const escaped = 1 << 8;
const foreign = 2 << 8;
const absentValue = 0xffffffff;
const presentValue = 0xfffffffe;

const backslash = 92;
const quote = 34;

/** Puts parsed events into the kernel. */
export interface ObjectDoor {
  readonly texts: EventTexts;
  /** Puts the event in, its strings for keywords only where they are asked for; the length of its folded text. */
  load(event: SigmaEvent, needsKeywords: boolean): number;
}

/**
 * Makes the door. Texts of ASCII go into the kernel's memory as JSON writes them; of others the kernel asks for what
 * it needs. `reserve` answers a scratch for so many bytes of text in so many values.
 */
export function createObjectDoor(
  kernel: Kernel,
  view: () => EventView,
  reserve: (bytes: number, values: number) => Scratch,
): ObjectDoor {
  /** Texts that are not in the kernel's memory, by the number of their value. */
  const foreignTexts = new Map<number, string>();
  let top = 0;

  const put = (text: string, kind: number): number => {
    const { bytes } = kernel;
    const start = top;
    let meta = kind;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < 32 || code > 126) {
        top = start;
        const value = kernel.call.putValue(start, 0, kind | foreign);
        foreignTexts.set(value, text);
        return value;
      }
      if (code === backslash || code === quote) {
        meta |= escaped;
        bytes[top] = backslash;
        top += 1;
      }
      bytes[top] = code >= 65 && code <= 90 ? code + 32 : code;
      top += 1;
    }
    const value = kernel.call.putValue(start, top - start, meta);
    // Keeps a literal from being found across two values.
    bytes[top] = quote;
    top += 1;
    return value;
  };

  const putFields = (current: EventView): void => {
    for (let index = 0; index < current.touchedCount(); index += 1) {
      const field = current.touched[index] ?? keywordField;
      const texts = current.texts(field);
      if (current.hasNull(field)) kernel.call.putField(field, absentValue);
      if (texts.length === 0) kernel.call.putField(field, presentValue);
      for (const text of texts) kernel.call.putField(field, put(text, fieldText));
    }
  };

  return {
    texts: {
      some: (field, into, passes) =>
        view()
          .texts(field)
          .some((text) => {
            readText(into, text);
            return passes();
          }),
      read: (value, into) => readText(into, foreignTexts.get(value) ?? ''),
    },
    load: (event, needsKeywords) => {
      const current = view();
      current.load(event);
      foreignTexts.clear();
      const keywords = needsKeywords ? current.texts(keywordField) : [];
      let bytes = sizeOf(keywords);
      let values = keywords.length;
      for (let index = 0; index < current.touchedCount(); index += 1) {
        const texts = current.texts(current.touched[index] ?? keywordField);
        bytes += sizeOf(texts);
        values += texts.length;
      }
      const { folded } = reserve(bytes, values);
      top = folded;
      kernel.call.begin();
      putFields(current);
      for (const text of keywords) put(text, string);
      return top - folded;
    },
  };
}

/** Bytes that texts take at most: ASCII with each character escaped, and a quote. */
function sizeOf(texts: readonly string[]): number {
  let size = 0;
  for (const text of texts) size += text.length * 2 + 1;
  return size;
}
