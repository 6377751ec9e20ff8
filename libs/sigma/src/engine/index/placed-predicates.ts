import type { Predicate } from '../../detection/predicate.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { kinds, predicateWords } from './predicate-table.ts';
import type { PredicateTable } from './predicate-table.ts';

/** Predicates in the kernel's memory. */
export interface PlacedPredicates {
  readonly address: number;
  readonly size: number;
  /** Some of them look into every string of an event. */
  readonly hasKeywords: boolean;
  /** Of one that the kernel evaluates by itself, made anew at each call. */
  at(number: number): Predicate | undefined;
  /** Forgets what was computed for earlier events. */
  forget(): void;
}

const textKinds = ['equals', 'prefix', 'suffix', 'contains'] as const;
const fieldKinds = ['exists', 'null', 'value'] as const;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Copies a table into the kernel. The table itself is needed no more. */
export function* placePredicates(table: PredicateTable, kernel: Kernel): Generator<void, PlacedPredicates> {
  const { kept, fieldNames } = table;
  const size = table.size();
  const texts = yield* kernel.placeInParts(table.texts());
  const words = table.words();
  for (let at = 0; at < words.length; at += predicateWords) {
    if (at % 65_536 === 0) yield;
    if (((words[at] ?? 0) & 255) !== kinds.agrees) words[at + 1] = (words[at + 1] ?? 0) + texts;
  }
  const address = yield* kernel.placeInParts(words);
  const first = address >> 2;
  return {
    address,
    size,
    hasKeywords: table.hasKeywords(),
    at: (number) => {
      if (number >= size || kept.has(number)) return kept.get(number);
      const at = first + number * predicateWords;
      const head = kernel.words[at] ?? 0;
      const field = fieldNames.get(head >>> 8);
      const match = textKinds[head & 255];
      if (match === undefined)
        return {
          kind: 'predicate',
          field,
          test: { kind: fieldKinds[(head & 255) - kinds.exists] ?? 'value' },
        };
      const from = kernel.words[at + 1] ?? 0;
      const text = decoder.decode(kernel.bytes.subarray(from, from + (kernel.words[at + 2] ?? 0)));
      return { kind: 'predicate', field, test: { kind: match, text, isCased: false } };
    },
    forget: () => {
      for (let number = 0; number < size; number += 1)
        kernel.words[first + number * predicateWords + predicateWords - 1] = 0;
    },
  };
}
