import type { Predicate } from '../../detection/predicate.ts';
import type { SigmaRule } from '../../rule/rule.ts';
import { createBytes, createWords } from '../kernel/growable.ts';
import type { GrowableBytes } from '../kernel/growable.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { createPredicateTable } from './predicate-table.ts';
import { writeProgram } from './program.ts';
import type { KnownPredicate } from './program.ts';
import type { Frequencies } from './rarity.ts';
import { leastCharacters, mandatoryTexts, triggerOf } from './trigger.ts';
import type { Trigger } from './trigger.ts';

/** Kinds of predicates, as in `libs/sigma/kernel/predicates.ts`. */
const kinds = {
  ...{ equals: 0, prefix: 1, suffix: 2, contains: 3, exists: 4, null: 5, value: 6 },
  ...{ foreign: 7, foreignLength: 8, agrees: 9 },
};
/** Words of a segment, as in `libs/sigma/kernel/match.ts`. */
const allWord = 5;
/** Words of one predicate; the last remembers the event it was computed for. */
const predicateWords = 4;

/** Rules compiled together, in the kernel's memory. */
export interface Segment {
  readonly rules: readonly SigmaRule[];
  readonly address: number;
  readonly predicates: readonly Predicate[];
  /** Some rule looks into every string of an event. */
  readonly hasKeywords: boolean;
  /** Predicates of which one holds when the rule matches; undefined: it must always be tried. */
  coverOf(rule: number): Uint32Array | undefined;
  /** The trigger of a predicate that is in a cover. */
  triggerOf(predicate: number): Trigger | undefined;
  /** Makes the rule match no more. */
  remove(rule: number): void;
  isRemoved(rule: number): boolean;
  /** Puts an index in place, of all rules or of those for a kind of events. */
  useIndex(kind: 'all' | number, index: number): void;
  hasIndex(kind: number): boolean;
  /** Forgets what was computed for earlier events, when their numbers begin anew. */
  forget(): void;
}

/** Kinds of events that may have an index of their own; real sources have some dozens. */
export const maxKinds = 256;

/** Compiles rules. Yields now and then, so that other work can go on between. */
export function* compileSegment(
  rules: readonly SigmaRule[],
  kernel: Kernel,
  fieldNumber: (name: string) => number,
  frequencies: Frequencies,
): Generator<void, Segment> {
  const table = createPredicateTable();
  const programs = createWords();
  const offsets = new Uint32Array(rules.length);
  const covers = createWords();
  const coverEnds = new Uint32Array(rules.length);
  /** Of each predicate's trigger; NaN where it has none. */
  const costs: number[] = [];
  const know = (predicate: Predicate): KnownPredicate => {
    const number = table.numberOf(predicate);
    const cost = (costs[number] ??= triggerOf(predicate, frequencies)?.cost ?? Number.NaN);
    return { number, cost: Number.isNaN(cost) ? undefined : cost };
  };
  for (const [number, { detection }] of rules.entries()) {
    if (number % 64 === 63) yield;
    const { root, cover } = writeProgram(detection, programs, know);
    offsets[number] = root;
    for (const predicate of cover?.predicates ?? []) covers.push(predicate);
    coverEnds[number] = covers.length();
  }
  const { predicates } = table;
  yield;
  const predicatesAt = yield* placePredicates(predicates, kernel, fieldNumber);
  const programBase = kernel.place(programs.view());
  const programsAt = kernel.place(offsets.map((offset) => programBase + offset));
  const triedAt = kernel.allocate(rules.length * 4);
  const indexes = kernel.allocate(maxKinds * 4);
  const address = kernel.place(
    Uint32Array.from([predicatesAt, programsAt, programBase, triedAt, indexes, 0]),
  );
  const coverItems = covers.view();
  const word = (at: number): number => kernel.words[at >> 2] ?? 0;
  return {
    rules,
    address,
    predicates,
    hasKeywords: predicates.some(({ field }) => field === undefined),
    coverOf: (rule) => {
      const from = rule === 0 ? 0 : (coverEnds[rule - 1] ?? 0);
      const to = coverEnds[rule] ?? 0;
      return from === to ? undefined : coverItems.subarray(from, to);
    },
    triggerOf: (number) => {
      const predicate = predicates[number];
      return predicate && triggerOf(predicate, frequencies);
    },
    remove: (rule) => {
      kernel.words[(programsAt >> 2) + rule] = 0;
    },
    isRemoved: (rule) => word(programsAt + rule * 4) === 0,
    useIndex: (kind, index) => {
      if (kind === 'all') {
        kernel.words[(address >> 2) + allWord] = index;
        kernel.words[indexes >> 2] = index;
      } else kernel.words[(indexes >> 2) + kind] = index;
    },
    hasIndex: (kind) => word(indexes + kind * 4) !== 0,
    forget: () => {
      kernel.words.fill(0, triedAt >> 2, (triedAt >> 2) + rules.length);
      for (let predicate = 0; predicate < predicates.length; predicate += 1)
        kernel.words[(predicatesAt >> 2) + predicate * predicateWords + 3] = 0;
    },
  };
}

/** Writes predicates of 16 bytes: kind | field << 8, folded text, its length, memory. */
function* placePredicates(
  predicates: readonly Predicate[],
  kernel: Kernel,
  fieldNumber: (name: string) => number,
): Generator<void, number> {
  const texts = createBytes(predicates.length * 24);
  const table = new Uint32Array(predicates.length * predicateWords);
  for (const [number, predicate] of predicates.entries()) {
    if (number % 1024 === 1023) yield;
    const { field, test } = predicate;
    if (test.kind === 'field') fieldNumber(test.other);
    const fieldOf = field === undefined ? 0 : fieldNumber(field);
    if (test.kind === 'field' && !test.isCased) {
      table.set(
        [kinds.agrees | (fieldOf << 8), fieldNumber(test.other), kinds[test.match]],
        number * predicateWords,
      );
      continue;
    }
    const { kind, text, length } = writeTest(predicate, texts);
    table.set([kind | (fieldOf << 8), text, length], number * predicateWords);
  }
  const base = kernel.place(texts.view());
  for (let at = 0; at < table.length; at += predicateWords)
    if (((table[at] ?? 0) & 255) !== kinds.agrees) table[at + 1] = (table[at + 1] ?? 0) + base;
  return kernel.place(table);
}

function kindOf({ test }: Predicate): number {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return test.isCased ? kinds.foreign : kinds[test.kind];
    case 'exists':
    case 'null':
    case 'value':
      return kinds[test.kind];
    default:
      return kinds.foreign;
  }
}

/**
 * What the kernel tests by itself: that some value equals a text, begins with it, and so on. Of predicates that the host
 * evaluates, a text that some value must contain, or the least length of one.
 */
function writeTest(
  predicate: Predicate,
  texts: GrowableBytes,
): { kind: number; text: number; length: number } {
  const kind = kindOf(predicate);
  const all = mandatoryTexts(predicate);
  if (kind === kinds.foreign && all.length !== 1)
    return { kind: kinds.foreignLength, text: 0, length: leastCharacters(predicate) };
  const text = texts.addText(all[0] ?? '');
  return { kind, text, length: texts.length() - text };
}
