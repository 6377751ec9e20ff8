import type { Predicate } from '../../detection/predicate.ts';
import type { SigmaRule } from '../../rule/rule.ts';
import { createWords } from '../kernel/growable.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { placePredicates } from './placed-predicates.ts';
import type { PlacedPredicates } from './placed-predicates.ts';
import { createPredicateTable } from './predicate-table.ts';
import type { PredicateTable } from './predicate-table.ts';
import { createProgramWriter } from './program.ts';
import type { KnownPredicate } from './program.ts';
import type { Frequencies } from './rarity.ts';
import { triggerOf } from './trigger.ts';
import type { Trigger } from './trigger.ts';

/** Words of a segment, as in `libs/sigma/kernel/match.ts`. */
const allWord = 5;

/** Distinct ones of a rule, as many as SigmaHQ's have. */
const predicatesPerRule = 6;

/** Rules compiled together, in the kernel's memory. */
export interface Segment {
  readonly rules: readonly SigmaRule[];
  readonly address: number;
  readonly predicates: PlacedPredicates;
  /** Predicates of which one holds when the rule matches; undefined: it must always be tried. */
  coverOf(rule: number): Uint32Array | undefined;
  /** The trigger of a predicate that is in a cover. */
  triggerOf(predicate: Predicate): Trigger | undefined;
  /** Makes the rule match no more. */
  remove(rule: number): void;
  isRemoved(rule: number): boolean;
  /** Puts an index in place, of all rules or of those for a kind of events. */
  useIndex(kind: 'all' | number, index: number): void;
  hasIndex(kind: number): boolean;
  /** Tells of each rule that is there how often it was tried since that was asked last, if it was. */
  takeTries(tell: (rule: SigmaRule, tries: number) => void): void;
  /** Forgets what was computed for earlier events, when their numbers begin anew. */
  forget(): void;
}

/** Rules in these segments, those that were taken out included. */
export function sizeOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { rules }) => sum + rules.length, 0);
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
  const table = createPredicateTable(fieldNumber, rules.length * predicatesPerRule);
  const programs = yield* writePrograms(rules, table, frequencies);
  yield;
  const predicates = yield* placePredicates(table, kernel);
  return yield* placeSegment(rules, predicates, programs, kernel, frequencies);
}

/** Rules as programs over the predicates of a table. */
interface Programs {
  readonly words: Uint32Array;
  /** Of each rule's root, in bytes. */
  readonly roots: Uint32Array;
  /** Predicates of the rules' covers, one after the other, and where each rule's end. */
  readonly covers: Uint32Array;
  readonly coverEnds: Uint32Array;
}

function* writePrograms(
  rules: readonly SigmaRule[],
  table: PredicateTable,
  frequencies: Frequencies,
): Generator<void, Programs> {
  const words = createWords(rules.length * 16 + 64);
  const roots = new Uint32Array(rules.length);
  const covers = createWords();
  const coverEnds = new Uint32Array(rules.length);
  /** Of each predicate's trigger; NaN where it has none. */
  const costs: number[] = [];
  const know = (predicate: Predicate): KnownPredicate => {
    const number = table.numberOf(predicate);
    const cost = (costs[number] ??= triggerOf(predicate, frequencies)?.cost ?? Number.NaN);
    return { number, cost: Number.isNaN(cost) ? undefined : cost };
  };
  const writeProgram = createProgramWriter(words, know);
  for (const [number, { detection }] of rules.entries()) {
    if (number % 64 === 63) yield;
    const { root, cover } = writeProgram(detection);
    roots[number] = root;
    for (const predicate of cover?.predicates ?? []) covers.push(predicate);
    coverEnds[number] = covers.length();
  }
  return { words: words.view(), roots, covers: covers.view().slice(), coverEnds };
}

function* placeSegment(
  rules: readonly SigmaRule[],
  predicates: PlacedPredicates,
  { words, roots, covers, coverEnds }: Programs,
  kernel: Kernel,
  frequencies: Frequencies,
): Generator<void, Segment> {
  const programBase = yield* kernel.placeInParts(words);
  const programsAt = kernel.place(roots.map((root) => programBase + root));
  const triedAt = kernel.allocate(rules.length * 8);
  const indexes = kernel.allocate(maxKinds * 4);
  const address = kernel.place(
    Uint32Array.from([predicates.address, programsAt, programBase, triedAt, indexes, 0]),
  );
  const word = (at: number): number => kernel.words[at >> 2] ?? 0;
  const isRemoved = (rule: number): boolean => word(programsAt + rule * 4) === 0;
  return {
    rules,
    address,
    predicates,
    coverOf: (rule) => {
      const from = rule === 0 ? 0 : (coverEnds[rule - 1] ?? 0);
      const to = coverEnds[rule] ?? 0;
      return from === to ? undefined : covers.subarray(from, to);
    },
    triggerOf: (predicate) => triggerOf(predicate, frequencies),
    remove: (rule) => {
      kernel.words[(programsAt >> 2) + rule] = 0;
    },
    isRemoved,
    useIndex: (kind, index) => {
      if (kind === 'all') {
        kernel.words[(address >> 2) + allWord] = index;
        kernel.words[indexes >> 2] = index;
      } else kernel.words[(indexes >> 2) + kind] = index;
    },
    hasIndex: (kind) => word(indexes + kind * 4) !== 0,
    takeTries: (tell) => {
      for (const [number, rule] of rules.entries()) {
        const at = (triedAt >> 2) + number * 2 + 1;
        const tries = kernel.words[at] ?? 0;
        if (tries > 0 && !isRemoved(number)) tell(rule, tries);
        kernel.words[at] = 0;
      }
    },
    forget: () => {
      for (const number of rules.keys()) kernel.words[(triedAt >> 2) + number * 2] = 0;
      predicates.forget();
    },
  };
}
