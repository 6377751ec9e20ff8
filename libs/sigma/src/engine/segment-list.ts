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
  /** Adds how often each rule was tried since that was asked last. */
  collectTries(): void;
  /** The first `count` rules that matched, in the order of segments and rules. */
  matched(count: number): readonly SigmaRule[];
}

/** Makes an empty list; `tries` takes how often rules were tried. */
export function createSegmentList(kernel: Kernel, tries: Map<SigmaRule, number>): SegmentList {
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
  const collect = (segments: readonly Segment[]): void => {
    for (const segment of segments)
      segment.takeTries((rule, count) => tries.set(rule, count + (tries.get(rule) ?? 0)));
  };
  use();
  return {
    all,
    put: (first, count, segment) => {
      collect(all.splice(first, count, segment));
      use();
    },
    collectTries: () => {
      collect(all);
    },
    matched: (count) => {
      const { words } = kernel;
      const from = results >> 2;
      const pairs: number[] = [];
      for (let at = from; at < from + count * 2; at += 2)
        pairs.push((words[at] ?? 0) * 2 ** 32 + (words[at + 1] ?? 0));
      const rules: SigmaRule[] = [];
      for (const pair of pairs.sort((one, other) => one - other)) {
        const rule = all[Math.floor(pair / 2 ** 32)]?.rules[pair % 2 ** 32];
        if (rule !== undefined) rules.push(rule);
      }
      return rules;
    },
  };
}
