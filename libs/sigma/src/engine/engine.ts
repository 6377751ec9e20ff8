import { equivalentFields } from '../event/equivalents.ts';
import type { FieldMapping } from '../event/field-mapping.ts';
import { byteSchemas, unusualKeys } from '../event/shapes.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';
import { systemFields } from '../event/winlogbeat.ts';
import { logSourceIdentity } from '../log-source/identity.ts';
import type { LogSource } from '../log-source/log-source.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { createByteTexts } from './door/byte-texts.ts';
import { createFormedValues } from './door/formed-values.ts';
import { createHost } from './door/host.ts';
import type { HostContext } from './door/host.ts';
import { createObjectDoor } from './door/object-door.ts';
import type { EventTexts } from './door/texts.ts';
import type { Rarity } from './index/rarity.ts';
import { compileSegment } from './index/segment.ts';
import type { Segment } from './index/segment.ts';
import { createFieldTrie } from './kernel/field-trie.ts';
import { createKernel } from './kernel/kernel.ts';
import { createRoutes } from './kernel/routes.ts';
import { createScratch } from './kernel/scratch.ts';
import type { Scratch } from './kernel/scratch.ts';
import { createEngineFields } from './engine-fields.ts';
import { createEventKinds, otherKind } from './kinds.ts';
import type { EventKind } from './kinds.ts';
import { createLearning } from './learning.ts';
import { createSegmentIndexes } from './segment-indexes.ts';
import { createSegmentList } from './segment-list.ts';

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
  /** Compiles rules into a segment, which takes no part yet, with an index for each kind of events that has one. */
  compile(rules: readonly SigmaRule[]): Generator<void, Segment>;
  /** Puts a segment in the place of `count` others from `first` on; their memory is lost until the engine goes. */
  putSegment(first: number, count: number, segment: Segment): void;
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
  /** Adds how often each rule was tried since that was asked last. */
  collectTries(): void;
  rarity(): Rarity | undefined;
  /** What was counted for it; for the engine that takes this one's place, as a rarity takes 15 ms to write and read. */
  counters(): Uint32Array;
  /** Memory of the kernel in bytes. */
  size(): number;
  /** Makes sure that so much more can be taken without the memory growing, which takes milliseconds. */
  reserve(bytes: number): void;
}

/** Numbers of events have 31 bits; after so many they begin anew. */
const mostEvents = 0x7ffffff0;

/** Makes an engine without rules, which goes on from what was counted before. `tries` takes how often rules were tried. */
export function createEngine(
  counted: Uint32Array | undefined,
  tries = new Map<SigmaRule, number>(),
  maxEvents = mostEvents,
): Engine {
  let texts: EventTexts | undefined;
  const context: HostContext = {
    texts: () => texts ?? objectDoor.texts,
    bytes: () => kernel.bytes,
    predicate: (segment, number) => segments.all[segment]?.predicates.at(number),
    fieldNumber: (name) => fields.known(name),
  };
  const kernel = createKernel(createHost(context));
  const trie = createFieldTrie(kernel, { systemFields, equivalentFields, unusualKeys, schemas: byteSchemas });
  for (const field of logSourceIdentity) trie.addIdentity(field);
  const fields = createEngineFields(kernel, trie);
  const learning = createLearning(kernel, counted);
  const kinds = createEventKinds();
  const routes = createRoutes(kernel);
  const segments = createSegmentList(kernel, tries);
  const indexes = createSegmentIndexes(kernel, fields.numberOf);
  fields.grow();

  let scratch: Scratch = createScratch(kernel, 0);
  const reserve = (bytes: number, values = 0): Scratch => {
    if (bytes > scratch.capacity || values >= scratch.items)
      scratch = createScratch(kernel, Math.max(bytes, scratch.capacity), values);
    return scratch;
  };
  const byteTexts: EventTexts = createByteTexts(
    kernel,
    { values: () => scratch.values, links: () => scratch.links, slots: fields.slots },
    (value) => formedValues.textOf(value),
  );
  const formedValues = createFormedValues(kernel, trie.mapped.formed, byteTexts.read);
  const objectDoor = createObjectDoor(kernel, fields.view, reserve);

  function* buildIndex(segment: Segment, kind: EventKind | undefined): Generator<void> {
    yield* indexes.build(segment, kind);
    fields.grow();
  }
  const hasIndexes = (kind: EventKind): boolean =>
    !segments.all.some((segment) => indexes.isMissing(segment, kind));
  let events = 0;
  const countEvent = (): void => {
    events += 1;
    if (events < maxEvents) return;
    events = 0;
    kernel.call.restartEvents();
    // Before a count is full.
    segments.collectTries();
    for (const segment of segments.all) segment.forget();
    indexes.forget();
    fields.forget();
  };
  /** Resolves the event in hand, whose identity is new, and goes on; the number of matches, or `unusual`. */
  const resume = (resolve: () => Resolved | undefined, isAll: boolean): number => {
    const resolved = resolve();
    if (resolved === undefined) return unusual;
    texts = byteTexts;
    const kind = resolved.kind?.number ?? otherKind;
    const mapping = trie.mapped.numberOf(resolved.mapping);
    if (isAll || kind !== otherKind) routes.keep(kind, mapping);
    return kernel.call.resume(kind, mapping);
  };

  return {
    segments: segments.all,
    kinds: kinds.all,
    kindOf: kinds.of,
    hasIndexes,
    *compile(rules) {
      const segment = yield* compileSegment(rules, kernel, fields.numberOf, learning.frequencies);
      yield* buildIndex(segment, undefined);
      for (;;) {
        const kind = kinds.all.find((each) => hasIndexes(each) && indexes.isMissing(segment, each));
        if (kind === undefined) return segment;
        yield* buildIndex(segment, kind);
      }
    },
    putSegment: segments.put,
    *buildIndexes(kind) {
      for (;;) {
        // Segments come and go meanwhile.
        const segment = segments.all.find((each) => indexes.isMissing(each, kind));
        if (segment === undefined) return;
        yield* buildIndex(segment, kind);
      }
    },
    matchEvent: (event, kind) => {
      countEvent();
      texts = objectDoor.texts;
      const hasKeywords = segments.all.some(({ predicates }) => predicates.hasKeywords);
      const length = objectDoor.load(event, hasKeywords);
      return kernel.call.matchValues(length, kind === 'all' ? otherKind : kind.number);
    },
    matchBytes: (bytes, contextNumber, resolve) => {
      countEvent();
      const { input } = reserve(bytes.length);
      texts = byteTexts;
      kernel.bytes.set(bytes, input);
      const isAll = contextNumber === 'all';
      const first = kernel.call.run(bytes.length, isAll ? 0 : contextNumber, isAll ? otherKind : unrouted);
      const count = first === unrouted ? resume(resolve, isAll) : first;
      return count === unformed ? (formedValues.make() ? kernel.call.finish() : unusual) : count;
    },
    lastKind: () => kinds.byNumber(kernel.call.kindOfEvent()),
    matched: (count, kind) => {
      const rules = segments.matched(count);
      // What has no index for the kind yet was matched by the index of all rules.
      const isFiltered =
        kind !== undefined &&
        (kind.number === otherKind || segments.all.some((segment) => !segment.hasIndex(kind.number)));
      return isFiltered ? rules.filter(({ metadata }) => kind.fits(metadata.logSource)) : rules;
    },
    collectTries: segments.collectTries,
    rarity: learning.rarity,
    counters: learning.counters,
    size: kernel.size,
    reserve: kernel.reserve,
  };
}
