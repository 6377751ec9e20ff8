import { hashBytes, wordAt } from '../kernel/hash-bytes.ts';
import { createBytes, createWords } from '../kernel/growable.ts';
import type { GrowableWords } from '../kernel/growable.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { placeGrams } from './gram-table.ts';
import type { Segment } from './segment.ts';
import { placeSteps } from './step-blocks.ts';
import type { WitnessSteps } from './step-blocks.ts';
import { shortBytes } from './trigger.ts';

/** Flags of a field in an index, as in `libs/sigma/kernel/match.ts`. */
const fieldFlag = { equals: 1, long: 2, short: 4, presence: 8, steps: 16 };

const encoder = new TextEncoder();
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
  const witnessed = yield* collectWitnesses(segment, rules);
  const lists = createWords();
  const always = addList(lists, witnessed.always);
  const ruleLists: number[] = [];
  for (const list of witnessed.rulesOf) {
    if (ruleLists.push(addList(lists, list)) % 4096 === 0) yield;
  }
  const found = yield* sortByTrigger(segment, witnessed.predicates, fieldNumber);
  const presence = [...found.presence].map(
    ([field, witnesses]) => [field, addList(lists, witnesses)] as const,
  );
  const equals: [hash: number, list: number][] = [];
  for (const [hash, witnesses] of found.equals) {
    if (equals.push([hash, addList(lists, witnesses)]) % 4096 === 0) yield;
  }
  const base = kernel.place(lists.view());
  const literals = kernel.place(found.literals);
  yield;
  const tables: number[] = [];
  for (const { entries, isLong } of found.grams) {
    const stride = isLong ? strideOf(entries.view()) : 1;
    const postings = yield* postingsOf(entries.view(), found.literals, literals, stride);
    const { filter, shift, table, mask } = yield* placeGrams(postings, kernel);
    tables.push(filter, shift | (stride << 8), table, mask);
  }

  const fieldCount = found.fieldFlags.length;
  const presenceTable = new Uint32Array(fieldCount);
  for (const [field, list] of presence) presenceTable[field] = base + list * 4;
  const equalsTable = yield* placeEquals(equals, base, kernel);
  const equalsLengths = kernel.place(equalLengthsOf(found.equalLengths, fieldCount));
  const count = witnessed.predicates.length;
  const witnesses = new Uint32Array(count * 2);
  for (let witness = 0; witness < count; witness += 1) {
    witnesses[witness * 2] = witnessed.predicates[witness] ?? 0;
    witnesses[witness * 2 + 1] = base + (ruleLists[witness] ?? 0) * 4;
  }
  const stepsAt = yield* placeSteps(found.steps, fieldCount, kernel);
  return kernel.place(
    Uint32Array.from([
      ...tables,
      kernel.place(Uint8Array.from(found.fieldFlags)),
      fieldCount,
      ...[equalsTable.at, equalsTable.mask],
      kernel.place(presenceTable),
      base + always * 4,
      kernel.allocate(count * 4),
      kernel.place(witnesses),
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

/** Adds a list with its length in front; where it begins. */
function addList(lists: GrowableWords, items: readonly number[]): number {
  const at = lists.length();
  lists.push(items.length);
  for (const item of items) lists.push(item);
  return at;
}

interface Witnessed {
  readonly always: readonly number[];
  /** Predicate of each witness, and the rules that it calls for. */
  readonly predicates: readonly number[];
  readonly rulesOf: readonly (readonly number[])[];
}

function* collectWitnesses(segment: Segment, rules: Uint32Array): Generator<void, Witnessed> {
  const always: number[] = [];
  const predicates: number[] = [];
  const rulesOf: number[][] = [];
  const witnessOf = new Int32Array(segment.predicates.size).fill(-1);
  let seen = 0;
  for (const rule of rules) {
    seen += 1;
    if (seen % 1024 === 0) yield;
    const cover = segment.coverOf(rule);
    if (cover === undefined) {
      always.push(rule);
      continue;
    }
    for (const predicate of cover) {
      let witness = witnessOf[predicate] ?? -1;
      if (witness === -1) {
        witness = predicates.push(predicate) - 1;
        witnessOf[predicate] = witness;
        rulesOf.push([]);
      }
      rulesOf[witness]?.push(rule);
    }
  }
  return { always, predicates, rulesOf };
}

/** Long or short literals. Of each: witness, offset and length of the literal, place of its rarest grams. */
interface Literals {
  readonly entries: GrowableWords;
  readonly isLong: boolean;
}

interface Found {
  readonly fieldFlags: readonly number[];
  /** In values of fields, long and short; in any string, long and short. */
  readonly grams: readonly Literals[];
  readonly literals: Uint8Array;
  /** By the number of the field. */
  readonly steps: ReadonlyMap<number, readonly WitnessSteps[]>;
  /** By the number of the field, in bytes. */
  readonly equalLengths: ReadonlyMap<number, ReadonlySet<number>>;
  /** By the hash of the value and its field. */
  readonly equals: ReadonlyMap<number, readonly number[]>;
  /** By the number of the field. */
  readonly presence: ReadonlyMap<number, readonly number[]>;
}

function* sortByTrigger(
  segment: Segment,
  witnesses: readonly number[],
  fieldNumber: (name: string) => number,
): Generator<void, Found> {
  const fieldFlags: number[] = [0];
  const literals = createBytes();
  const table = (isLong: boolean): Literals => ({ entries: createWords(), isLong });
  const [long, short, longKeywords, shortKeywords] = [table(true), table(false), table(true), table(false)];
  const steps = new Map<number, WitnessSteps[]>();
  const equals = new Map<number, number[]>();
  const equalLengths = new Map<number, Set<number>>();
  const presence = new Map<number, number[]>();
  for (const [witness, number] of witnesses.entries()) {
    if (witness % 256 === 255) yield;
    const predicate = segment.predicates.at(number);
    const trigger = predicate && segment.triggerOf(predicate);
    if (predicate === undefined || trigger === undefined) continue;
    const field = predicate.field === undefined ? keywordField : fieldNumber(predicate.field);
    while (fieldFlags.length <= field) fieldFlags.push(0);
    const mark = (flag: number): void => {
      fieldFlags[field] = (fieldFlags[field] ?? 0) | flag;
    };
    if (trigger.kind === 'presence') append(presence, field, witness);
    if (trigger.kind === 'equals' && predicate.test.kind === 'equals') {
      const bytes = encoder.encode(predicate.test.text);
      append(equals, (hashBytes(bytes) ^ Math.imul(field, 0x9e3779b1)) >>> 0, witness);
      equalLengths.set(field, (equalLengths.get(field) ?? new Set()).add(bytes.length));
    }
    if (trigger.kind === 'steps') append(steps, field, { witness, steps: trigger.steps });
    if (trigger.kind !== 'literals') mark(fieldFlag[trigger.kind]);
    for (const { text, isLong, gram } of trigger.literals) {
      mark(isLong ? fieldFlag.long : fieldFlag.short);
      const offset = literals.addText(text);
      const inFields = isLong ? long : short;
      const { entries } = field !== keywordField ? inFields : isLong ? longKeywords : shortKeywords;
      for (const word of [witness, offset, literals.length() - offset, gram]) entries.push(word);
    }
  }
  const grams = [long, short, longKeywords, shortKeywords];
  return { fieldFlags, grams, literals: literals.view(), steps, equals, equalLengths, presence };
}

function append<Item>(map: Map<number, Item[]>, key: number, item: Item): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

/** 16 bytes for each field: a bit for each length up to 62 bytes, one for all beyond; the longest. */
function equalLengthsOf(lengths: ReadonlyMap<number, ReadonlySet<number>>, fieldCount: number): Uint32Array {
  const words = new Uint32Array(fieldCount * 4);
  for (const [field, ofField] of lengths) {
    for (const length of ofField) {
      const bit = Math.min(length, 63);
      const at = field * 4 + (bit >>> 5);
      words[at] = (words[at] ?? 0) | (1 << (bit & 31));
      words[field * 4 + 2] = Math.max(words[field * 4 + 2] ?? 0, length);
    }
  }
  return words;
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
  const postings = new Uint32Array((entries.length / 4) * stride * 5);
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
      at += 5;
    }
  }
  return postings;
}

/** Slots of 8 bytes: hash, list. */
function* placeEquals(
  entries: readonly (readonly [hash: number, list: number])[],
  base: number,
  kernel: Kernel,
): Generator<void, { at: number; mask: number }> {
  const size = 2 ** Math.ceil(Math.log2(entries.length * 2 + 2));
  const mask = size - 1;
  const table = new Uint32Array(size * 2);
  for (const [index, [hash, list]] of entries.entries()) {
    if (index % 8192 === 8191) yield;
    let slot = hash & mask;
    while (table[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
    table[slot * 2] = hash;
    table[slot * 2 + 1] = base + list * 4;
  }
  return { at: kernel.place(table), mask };
}
