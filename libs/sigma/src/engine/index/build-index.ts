import { hashBytes, wordAt } from '../kernel/hash-bytes.ts';
import { createBytes, createWords } from '../kernel/growable.ts';
import type { GrowableWords } from '../kernel/growable.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { placeGrams, postingWords } from './gram-table.ts';
import { placeLists } from './list-table.ts';
import type { Segment } from './segment.ts';
import { placeSteps } from './step-blocks.ts';
import type { WitnessSteps } from './step-blocks.ts';
import { createTextBuffer } from './text-buffer.ts';
import { shortBytes } from './trigger.ts';

/** Flags of a field in an index, as in `libs/sigma/kernel/match.ts`. */
const fieldFlag = { equals: 1, long: 2, short: 4, presence: 8, steps: 16 };

const keywordField = 0;
const gramBytes = 4;

/**
 * Builds the index of some rules of a segment in the kernel's memory; its address. A witness is a predicate of which the
 * rules of its list can't match without, found by its trigger. Yields now and then.
 */
export function* buildIndex(
  segment: Segment,
  rules: Uint32Array,
  kernel: Kernel,
  fieldNumber: (name: string) => number,
): Generator<void, number> {
  const { always, predicates, starts, rulesOf } = yield* collectWitnesses(segment, rules);
  const found = yield* sortByTrigger(segment, predicates, fieldNumber);
  const rulesAt = yield* kernel.placeInParts(rulesOf);
  const literals = yield* kernel.placeInParts(found.literals);
  const tables: number[] = [];
  for (const { entries, isLong } of found.grams) {
    const stride = isLong ? strideOf(entries.view()) : 1;
    const postings = yield* postingsOf(entries.view(), found.literals, literals, stride);
    const { filter, shift, table, mask } = yield* placeGrams(postings, kernel);
    tables.push(filter, shift | (stride << 8), table, mask);
  }

  const fieldCount = found.fieldFlags.length;
  const presenceTable = new Uint32Array(fieldCount);
  for (const [field, witnesses] of found.presence)
    presenceTable[field] = kernel.place(Uint32Array.from([witnesses.length, ...witnesses]));
  const equalsTable = yield* placeLists(found.equals, 2, (hash) => hash, kernel);
  const equalsLengths = kernel.place(
    Uint32Array.from({ length: fieldCount * 4 }, (_, at) => found.equalLengths[at] ?? 0),
  );
  const count = predicates.length;
  const witnesses = new Uint32Array(count * 2);
  for (let witness = 0; witness < count; witness += 1) {
    witnesses[witness * 2] = predicates[witness] ?? 0;
    witnesses[witness * 2 + 1] = rulesAt + (starts[witness] ?? 0) * 4;
  }
  const witnessesAt = yield* kernel.placeInParts(witnesses);
  const stepsAt = yield* placeSteps(found.steps, fieldCount, kernel);
  return kernel.place(
    Uint32Array.from([
      ...tables,
      kernel.place(Uint8Array.from(found.fieldFlags)),
      fieldCount,
      ...[equalsTable.at, equalsTable.mask],
      kernel.place(presenceTable),
      kernel.place(Uint32Array.from([always.length, ...always])),
      kernel.allocate(count * 4),
      witnessesAt,
      count,
      stepsAt,
      equalsLengths,
    ]),
  );
}

/** Words of an index that hold the memory of its witnesses, and their number. */
const seenWord = 22;
const countWord = 24;

/** Forgets which witnesses were seen, when the numbers of events begin anew. */
export function forgetWitnesses(kernel: Kernel, index: number): void {
  const seen = (kernel.words[(index >> 2) + seenWord] ?? 0) >> 2;
  kernel.words.fill(0, seen, seen + (kernel.words[(index >> 2) + countWord] ?? 0));
}

interface Witnessed {
  /** Rules that are called for by no witness. */
  readonly always: readonly number[];
  /** Predicate of each witness. */
  readonly predicates: Uint32Array;
  /** Of each witness, where in `rulesOf` its list begins: how many rules it calls for, and these. */
  readonly starts: Uint32Array;
  readonly rulesOf: Uint32Array;
}

/** Notes down who calls for which rule before it makes lists: hundreds of thousands of small arrays would be garbage. */
function* collectWitnesses(segment: Segment, rules: Uint32Array): Generator<void, Witnessed> {
  const always: number[] = [];
  const predicates = createWords();
  const calls = createWords();
  const witnessOf = new Int32Array(segment.predicates.size).fill(-1);
  for (const [index, rule] of rules.entries()) {
    if (index % 1024 === 1023) yield;
    const cover = segment.coverOf(rule);
    if (cover === undefined) always.push(rule);
    for (const predicate of cover ?? []) {
      if (witnessOf[predicate] === -1) {
        witnessOf[predicate] = predicates.length();
        predicates.push(predicate);
      }
      calls.push(witnessOf[predicate] ?? 0);
      calls.push(rule);
    }
  }
  yield;
  const called = calls.view();
  const starts = new Uint32Array(predicates.length());
  for (let at = 0; at < called.length; at += 2) starts[called[at] ?? 0] = (starts[called[at] ?? 0] ?? 0) + 1;
  let length = 0;
  for (const [witness, count] of starts.entries()) {
    starts[witness] = length;
    length += 1 + count;
  }
  yield;
  const rulesOf = new Uint32Array(length);
  for (let at = 0; at < called.length; at += 2) {
    if (at % 65_536 === 65_534) yield;
    const start = starts[called[at] ?? 0] ?? 0;
    const count = (rulesOf[start] ?? 0) + 1;
    rulesOf[start] = count;
    rulesOf[start + count] = called[at + 1] ?? 0;
  }
  return { always, predicates: predicates.view(), starts, rulesOf };
}

/** Long or short literals. Of each: witness, offset and length of the literal, place of its rarest grams. */
interface Literals {
  readonly entries: GrowableWords;
  readonly isLong: boolean;
}

interface Found {
  /** By the number of the field; with holes. */
  readonly fieldFlags: readonly number[];
  /** In values of fields, long and short; in any string, long and short. */
  readonly grams: readonly Literals[];
  readonly literals: Uint8Array;
  /** By the number of the field. */
  readonly steps: ReadonlyMap<number, readonly WitnessSteps[]>;
  /** Four words for each field: a bit for each length up to 62 bytes, one for all beyond; the longest. With holes. */
  readonly equalLengths: readonly number[];
  /** Hash of the value and its field, and the witness, in turn. */
  readonly equals: Uint32Array;
  /** By the number of the field. */
  readonly presence: ReadonlyMap<number, readonly number[]>;
}

function* sortByTrigger(
  segment: Segment,
  witnesses: Uint32Array,
  fieldNumber: (name: string) => number,
): Generator<void, Found> {
  const fieldFlags: number[] = [0];
  const literals = createBytes();
  const grams: readonly Literals[] = [true, false, true, false].map((isLong) => ({
    entries: createWords(),
    isLong,
  }));
  const steps = new Map<number, WitnessSteps[]>();
  const equals = createWords();
  const value = createTextBuffer();
  const equalLengths: number[] = [];
  const presence = new Map<number, number[]>();
  for (const [witness, number] of witnesses.entries()) {
    if (witness % 256 === 255) yield;
    const predicate = segment.predicates.at(number);
    const trigger = predicate && segment.triggerOf(predicate);
    if (predicate === undefined || trigger === undefined) continue;
    const field = predicate.field === undefined ? keywordField : fieldNumber(predicate.field);
    const mark = (flag: number): void => {
      fieldFlags[field] = (fieldFlags[field] ?? 0) | flag;
    };
    if (trigger.kind === 'presence') append(presence, field, witness);
    if (trigger.kind === 'equals' && predicate.test.kind === 'equals') {
      const length = value.write(predicate.test.text);
      equals.push((hashBytes(value.bytes, length) ^ Math.imul(field, 0x9e3779b1)) >>> 0);
      equals.push(witness);
      const bit = Math.min(length, 63);
      const at = field * 4 + (bit >>> 5);
      equalLengths[at] = (equalLengths[at] ?? 0) | (1 << (bit & 31));
      equalLengths[field * 4 + 2] = Math.max(equalLengths[field * 4 + 2] ?? 0, length);
    }
    if (trigger.kind === 'steps') append(steps, field, { witness, steps: trigger.steps });
    if (trigger.kind !== 'literals') mark(fieldFlag[trigger.kind]);
    for (const { text, isLong, gram } of trigger.literals) {
      mark(isLong ? fieldFlag.long : fieldFlag.short);
      const offset = literals.addText(text);
      const entries = grams[(field === keywordField ? 2 : 0) + (isLong ? 0 : 1)]?.entries;
      for (const word of [witness, offset, literals.length() - offset, gram]) entries?.push(word);
    }
  }
  return {
    fieldFlags,
    grams,
    literals: literals.view(),
    steps,
    equals: equals.view(),
    equalLengths,
    presence,
  };
}

function append<Item>(map: Map<number, Item[]>, key: number, item: Item): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

/** Most places from one that is looked at to the next: more would not be found sooner. */
const maxStride = 8;

/** Places from one that is looked at to the next, so that each literal has a gram at one of them: by the shortest literal. */
function strideOf(entries: Uint32Array): number {
  let shortest = maxStride + gramBytes - 1;
  for (let index = 0; index < entries.length; index += 4)
    shortest = Math.min(shortest, entries[index + 2] ?? shortest);
  return shortest - gramBytes + 1;
}

/**
 * Postings for as many grams of each literal as the stride has places, or for one of three bytes: gram, witness, literal, its
 * length, place of the gram.
 */
function* postingsOf(
  entries: Uint32Array,
  literals: Uint8Array,
  base: number,
  stride: number,
): Generator<void, Uint32Array> {
  const postings = new Uint32Array((entries.length / 4) * stride * postingWords);
  const mask = stride === 1 ? 2 ** (shortBytes * 8) - 1 : -1;
  let at = 0;
  for (let index = 0; index < entries.length; index += 4) {
    if (index % 16_384 === 16_380) yield;
    const offset = entries[index + 1] ?? 0;
    const length = entries[index + 2] ?? 0;
    const last = Math.max(0, length - gramBytes + 1 - stride);
    const gram = Math.min(entries[index + 3] ?? 0, last);
    for (let place = gram; place < gram + stride; place += 1) {
      postings[at] = wordAt(literals, offset + place) & mask;
      postings[at + 1] = entries[index] ?? 0;
      postings[at + 2] = base + offset;
      postings[at + 3] = length;
      postings[at + 4] = place;
      at += postingWords;
    }
  }
  return postings;
}
