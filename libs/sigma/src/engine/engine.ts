import type { Predicate } from '../detection/predicate.ts';
import { equivalentFields } from '../event/equivalents.ts';
import type { FieldMapping } from '../event/field-mapping.ts';
import { byteSchemas, unusualKeys } from '../event/shapes.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';
import { systemFields } from '../event/winlogbeat.ts';
import { logSourceIdentity } from '../log-source/identity.ts';
import type { LogSource } from '../log-source/log-source.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { createByteTexts } from './door/byte-texts.ts';
import { createEventView } from './door/event-view.ts';
import { createFieldTable } from './door/field-table.ts';
import { createFormedValues } from './door/formed-values.ts';
import { createHost } from './door/host.ts';
import type { HostContext } from './door/host.ts';
import { createObjectDoor } from './door/object-door.ts';
import type { EventTexts } from './door/texts.ts';
import { buildIndex, forgetWitnesses } from './index/build-index.ts';
import {
  builtInFrequencies,
  encodeRarity,
  learnedFrequencies,
  rarityBuckets,
  seedCounters,
} from './index/rarity.ts';
import type { Rarity } from './index/rarity.ts';
import { compileSegment } from './index/segment.ts';
import type { Segment } from './index/segment.ts';
import { createFieldTrie } from './kernel/field-trie.ts';
import { createKernel } from './kernel/kernel.ts';
import { createRoutes } from './kernel/routes.ts';
import { createScratch } from './kernel/scratch.ts';
import type { Scratch } from './kernel/scratch.ts';
import { createEventKinds, otherKind } from './kinds.ts';
import type { EventKind } from './kinds.ts';

/** What the byte door answers where it can't read the event. */
export const unusual = -1;
/** What the kernel answers where its host must go on. */
const unrouted = -2;
const unformed = -3;

/** What an event's identity tells. */
export interface Resolved {
  /** Undefined where log sources don't count. */
  readonly kind: EventKind | undefined;
  readonly mapping: FieldMapping | undefined;
}

/** One kernel with its rules in segments. Synchronous, not re-entrant. */
export interface Engine {
  /** Compiles rules into a segment of their own. */
  addSegment(rules: readonly SigmaRule[]): Generator<void, Segment>;
  /** Takes the last segment out; its memory is lost until the engine goes. */
  dropLastSegment(): void;
  readonly segments: readonly Segment[];
  /** The kind of events of these log sources. */
  kindOf(sources: readonly LogSource[] | undefined): EventKind;
  readonly kinds: readonly EventKind[];
  /** Builds what indexes a kind of events lacks, but for segments so small that one index does for all kinds. */
  buildIndexes(kind: EventKind): Generator<void>;
  /** Whether every segment has an index for the kind. */
  hasIndexes(kind: EventKind): boolean;
  /** Matches a parsed event of a known kind; the number of matches, to be read by `matched`. */
  matchEvent(event: SigmaEvent, kind: EventKind | 'all'): number;
  /**
   * Matches the bytes of an event; the number of matches, or `unusual`. `resolve` finds out what the identity of an event
   * tells that is new; undefined from it: the event is unusual.
   */
  matchBytes(bytes: Uint8Array, context: number | 'all', resolve: () => Resolved | undefined): number;
  /** Kind of the event matched last by its bytes. */
  lastKind(): EventKind | undefined;
  /** The rules matched last, in their order. */
  matched(count: number, kind: EventKind | undefined): readonly SigmaRule[];
  rarity(): Rarity | undefined;
  /** Memory of the kernel in bytes. */
  size(): number;
}

/** One event in so many teaches the engine what is rare. */
const sampleEvery = 64;
/** Numbers of events have 31 bits; after so many they begin anew. */
const mostEvents = 0x7ffffff0;
const fieldSlotBytes = 16;
/** Most segments of an engine. */
export const maxSegments = 64;
/** Rules of a segment that one index serves well enough. */
export const smallSegment = 256;

/** Makes an engine without rules. */
export function createEngine(rarity: Rarity | undefined, maxEvents = mostEvents): Engine {
  const frequencies = (rarity && learnedFrequencies(rarity)) ?? builtInFrequencies();
  const segments: Segment[] = [];
  const kinds = createEventKinds();
  const fields = createFieldTable();
  let texts: EventTexts | undefined;
  const context: () => HostContext = () => ({
    texts: texts ?? objectDoor.texts,
    bytes: kernel.bytes,
    predicate: (segment: number, number: number): Predicate | undefined =>
      segments[segment]?.predicates.at(number),
    fieldNumber: fields.numberOf,
  });
  const kernel = createKernel(createHost(context));
  const trie = createFieldTrie(kernel, { systemFields, equivalentFields, unusualKeys, schemas: byteSchemas });
  const routes = createRoutes(kernel);
  const counters = kernel.allocate((rarityBuckets * 2 + 1) * 4);
  kernel.call.useCounters(counters, sampleEvery);
  const seed = rarity ? seedCounters(rarity) : undefined;
  if (seed !== undefined) kernel.words.set(seed, counters >> 2);
  for (const field of logSourceIdentity) trie.addIdentity(field);

  let scratch: Scratch = createScratch(kernel, 0);
  const reserve = (bytes: number, values = 0): Scratch => {
    if (bytes > scratch.capacity || values >= scratch.items)
      scratch = createScratch(kernel, Math.max(bytes, scratch.capacity), values);
    return scratch;
  };

  let slotCount = 0;
  let slots = 0;
  const growFields = (): void => {
    if (fields.size() <= slotCount) return;
    slotCount = Math.max(1024, fields.size() * 2);
    slots = kernel.allocate(slotCount * fieldSlotBytes);
    kernel.call.useFields(slots, kernel.allocate(slotCount * 4));
  };
  const fieldNumber = (name: string): number => {
    const before = fields.size();
    const number = fields.numberOf(name);
    if (fields.size() !== before) trie.addField(name, number);
    return number;
  };

  let view = createEventView(fields);
  let viewSize = fields.size();
  const currentView = (): typeof view => {
    if (viewSize !== fields.size()) {
      viewSize = fields.size();
      view = createEventView(fields);
    }
    return view;
  };
  const byteTexts: EventTexts = createByteTexts(
    kernel,
    () => ({ values: scratch.values, links: scratch.links, slots }),
    (value) => formedValues.textOf(value),
  );
  const formedValues = createFormedValues(kernel, trie.mapped.formed, byteTexts.ofValue);
  const objectDoor = createObjectDoor(kernel, currentView, reserve);

  const segmentList = kernel.allocate(maxSegments * 4);
  let results = 0;
  let resultCapacity = 0;
  const useSegments = (): void => {
    const count = segments.reduce((sum, { rules }) => sum + rules.length, 0);
    if (count > resultCapacity) {
      resultCapacity = count * 2;
      results = kernel.allocate(resultCapacity * 8);
    }
    for (const [index, { address }] of segments.entries()) kernel.words[(segmentList >> 2) + index] = address;
    kernel.call.useSegments(segmentList, segments.length, results);
    growFields();
  };

  const indexes: number[] = [];
  const rulesFor = (segment: Segment, kind: EventKind | undefined): Uint32Array => {
    const numbers: number[] = [];
    const answers = new Map<LogSource, boolean>();
    for (const [number, { metadata }] of segment.rules.entries()) {
      let isTried = kind === undefined || answers.get(metadata.logSource);
      if (isTried === undefined)
        answers.set(metadata.logSource, (isTried = kind?.fits(metadata.logSource) ?? true));
      if (isTried && !segment.isRemoved(number)) numbers.push(number);
    }
    return Uint32Array.from(numbers);
  };
  function* index(segment: Segment, kind: EventKind | undefined): Generator<void> {
    const address = yield* buildIndex(segment, rulesFor(segment, kind), kernel, fieldNumber);
    growFields();
    indexes.push(address);
    segment.useIndex(kind?.number ?? 'all', address);
  }
  const isIndexed = ({ number }: EventKind): boolean =>
    number !== otherKind && segments.every((segment) => segment.hasIndex(number));
  const lacksIndex = (segment: Segment, { number }: EventKind): boolean =>
    number !== otherKind && segment.rules.length > smallSegment && !segment.hasIndex(number);

  let events = 0;
  const countEvent = (): void => {
    events += 1;
    if (events < maxEvents) return;
    events = 0;
    kernel.call.restartEvents();
    for (const segment of segments) segment.forget();
    for (const address of indexes) forgetWitnesses(kernel, address);
    kernel.words.fill(0, slots >> 2, (slots >> 2) + slotCount * (fieldSlotBytes / 4));
  };

  useSegments();
  return {
    segments,
    kinds: kinds.all,
    kindOf: kinds.of,
    hasIndexes: (kind) => !segments.some((segment) => lacksIndex(segment, kind)),
    *addSegment(rules) {
      const segment = yield* compileSegment(rules, kernel, fieldNumber, frequencies);
      growFields();
      yield* index(segment, undefined);
      segments.push(segment);
      useSegments();
      return segment;
    },
    dropLastSegment: () => {
      segments.pop();
      useSegments();
    },
    *buildIndexes(kind) {
      for (const segment of segments) if (lacksIndex(segment, kind)) yield* index(segment, kind);
    },
    matchEvent: (event, kind) => {
      countEvent();
      texts = objectDoor.texts;
      const length = objectDoor.load(
        event,
        segments.some(({ predicates }) => predicates.hasKeywords),
      );
      return kernel.call.matchValues(length, kind === 'all' ? otherKind : kind.number);
    },
    matchBytes: (bytes, contextNumber, resolve) => {
      countEvent();
      const { input } = reserve(bytes.length);
      texts = byteTexts;
      kernel.bytes.set(bytes, input);
      kernel.bytes.fill(0, input + bytes.length, input + bytes.length + 64);
      const isAll = contextNumber === 'all';
      let count = kernel.call.run(bytes.length, isAll ? 0 : contextNumber, isAll ? otherKind : unrouted);
      if (count === unrouted) {
        const resolved = resolve();
        if (resolved === undefined) return unusual;
        texts = byteTexts;
        const kind = resolved.kind?.number ?? otherKind;
        const mapping = trie.mapped.numberOf(resolved.mapping);
        if (isAll || kind !== otherKind) routes.keep(kind, mapping);
        count = kernel.call.resume(kind, mapping);
      }
      return count === unformed ? (formedValues.make() ? kernel.call.finish() : unusual) : count;
    },
    lastKind: () => kinds.byNumber(kernel.call.kindOfEvent()),
    matched: (count, kind) => {
      const { words } = kernel;
      const from = results >> 2;
      sortPairs(words, from, count);
      const rules: SigmaRule[] = [];
      // What has no index for the kind yet was matched by the index of all rules.
      const isFiltered = kind !== undefined && !isIndexed(kind);
      for (let at = from; at < from + count * 2; at += 2) {
        const rule = segments[words[at] ?? 0]?.rules[words[at + 1] ?? 0];
        if (rule !== undefined && (!isFiltered || kind.fits(rule.metadata.logSource))) rules.push(rule);
      }
      return rules;
    },
    rarity: () => encodeRarity(kernel.words.slice(counters >> 2, (counters >> 2) + rarityBuckets * 2 + 1)),
    size: kernel.size,
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
