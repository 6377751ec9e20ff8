import { sizeOf } from './index/segment.ts';
import type { Segment } from './index/segment.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { SigmaRule } from '../rule/rule.ts';

/** Most segments of an engine. */
export const maxSegments = 64;

/** The segments of an engine as the kernel sees them, and the rules that matched. */
export interface SegmentList {
  readonly all: readonly Segment[];
  /** Puts one in the place of `count` others from `first` on. */
  put(first: number, count: number, segment: Segment): void;
  /** The first `count` rules that matched, in the order of segments and rules. */
  matched(count: number): readonly SigmaRule[];
}

export function createSegmentList(kernel: Kernel): SegmentList {
  const all: Segment[] = [];
  const list = kernel.allocate(maxSegments * 4);
  let results = 0;
  let capacity = 0;
  const use = (): void => {
    const count = sizeOf(all);
    if (count > capacity) {
      capacity = count * 2;
      results = kernel.allocate(capacity * 8);
    }
    for (const [index, { address }] of all.entries()) kernel.words[(list >> 2) + index] = address;
    kernel.call.useSegments(list, all.length, results);
  };
  use();
  return {
    all,
    put: (first, count, segment) => {
      all.splice(first, count, segment);
      use();
    },
    matched: (count) => {
      const { words } = kernel;
      const from = results >> 2;
      sortPairs(words, from, count);
      const rules: SigmaRule[] = [];
      for (let at = from; at < from + count * 2; at += 2) {
        const rule = all[words[at] ?? 0]?.rules[words[at + 1] ?? 0];
        if (rule !== undefined) rules.push(rule);
      }
      return rules;
    },
  };
}

/** Sorts pairs of words by the first, then the second; few, and mostly in order. */
function sortPairs(words: Uint32Array, from: number, count: number): void {
  for (let index = 1; index < count; index += 1) {
    let at = from + index * 2;
    const first = words[at] ?? 0;
    const second = words[at + 1] ?? 0;
    for (; at > from; at -= 2) {
      const before = words[at - 2] ?? 0;
      if (before < first || (before === first && (words[at - 1] ?? 0) <= second)) break;
      words[at] = before;
      words[at + 1] = words[at - 1] ?? 0;
    }
    words[at] = first;
    words[at + 1] = second;
  }
}
