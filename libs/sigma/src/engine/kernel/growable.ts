import { writeUtf8 } from '../../pattern/utf8.ts';

/** Words that are added one by one. */
export interface GrowableWords {
  length(): number;
  at(index: number): number;
  push(word: number): void;
  view(): Uint32Array;
}

export function createWords(capacity = 64): GrowableWords {
  let words = new Uint32Array(capacity);
  let length = 0;
  return {
    length: () => length,
    at: (index) => words[index] ?? 0,
    push: (word) => {
      if (length === words.length) {
        const larger = new Uint32Array(length * 2);
        larger.set(words);
        words = larger;
      }
      words[length] = word;
      length += 1;
    },
    view: () => words.subarray(0, length),
  };
}

/** Bytes that are added in runs. */
export interface GrowableBytes {
  /** Adds the first `count` bytes of a run; their offset. */
  add(run: Uint8Array, count: number): number;
  /** Adds a text as UTF-8; its offset. `length()` tells where it ends. */
  addText(text: string): number;
  length(): number;
  view(): Uint8Array;
}

export function createBytes(capacity = 256): GrowableBytes {
  let bytes = new Uint8Array(capacity);
  let length = 0;
  const reserve = (more: number): void => {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  };
  return {
    add: (run, count) => {
      reserve(count);
      const at = length;
      for (let index = 0; index < count; index += 1) bytes[at + index] = run[index] ?? 0;
      length += count;
      return at;
    },
    addText: (text) => {
      reserve(text.length * 3);
      const at = length;
      length += writeUtf8(text, bytes, at);
      return at;
    },
    length: () => length,
    view: () => bytes.subarray(0, length),
  };
}
