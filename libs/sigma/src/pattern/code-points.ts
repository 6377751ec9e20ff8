import { foldCase } from './fold.ts';

/** A text as code points, in memory that is used again for the next one; half a pair of surrogates counts as one. */
export interface CodePoints {
  codes: Uint32Array;
  length: number;
}

/** Makes an empty text. */
export function createCodePoints(): CodePoints {
  return { codes: new Uint32Array(256), length: 0 };
}

/** Makes room for so many code points. */
export function makeRoom(text: CodePoints, count: number): void {
  if (count > text.codes.length) text.codes = new Uint32Array(count * 2);
}

/** Reads a text. */
export function readText(into: CodePoints, text: string): CodePoints {
  makeRoom(into, text.length);
  into.length = 0;
  for (const char of text) {
    into.codes[into.length] = char.codePointAt(0) ?? 0;
    into.length += 1;
  }
  return into;
}

/** The text again as JavaScript has it. */
export function textOf({ codes, length }: CodePoints): string {
  let text = '';
  for (let at = 0; at < length; at += 1) text += String.fromCodePoint(codes[at] ?? 0);
  return text;
}

const pageSize = 256;
/** Code points after case folding, by pages that are made when a text has a character of theirs. */
const pages: (Uint32Array | undefined)[] = [];
/** The one letter that becomes two: a dotted capital I. */
const dottedI = 0x130;

/** Folds the case of a text, as `foldCase` does: neither looks at what is around a letter. */
export function foldCodePoints({ codes, length }: CodePoints, into: CodePoints): CodePoints {
  makeRoom(into, length * 2);
  let count = 0;
  for (let at = 0; at < length; at += 1) {
    const code = codes[at] ?? 0;
    const page = (pages[code >>> 8] ??= foldPage(code >>> 8));
    into.codes[count] = page[code & 255] ?? code;
    count += 1;
    if (code === dottedI) {
      into.codes[count] = 0x307;
      count += 1;
    }
  }
  into.length = count;
  return into;
}

function foldPage(page: number): Uint32Array {
  return Uint32Array.from(
    { length: pageSize },
    (_, at) => foldCase(String.fromCodePoint(page * pageSize + at)).codePointAt(0) ?? 0,
  );
}
