import type { SigmaRule } from '../rule/rule.ts';
import { createEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { sizeOf } from './index/segment.ts';
import type { Segment } from './index/segment.ts';
import { maxSegments } from './segment-list.ts';
import type { EventKind } from './kinds.ts';
import { decodeRarity } from './index/rarity.ts';
import type { Rarity } from './index/rarity.ts';

/** Rules that come and go. */
export interface RuleChange {
  readonly add?: readonly SigmaRule[];
  readonly remove?: readonly SigmaRule[];
}

/**
 * The rules of a rule set as they change. They lie in segments: one large, compiled at once, and after it small ones with
 * what came since; what was taken out is marked. Where there are many, small ones are folded into one. Both leave memory
 * behind that is no more used: once that is much, all rules are merged into a new engine. All this is done in steps, while
 * the old segments go on; changes made while a new engine is built are made again to it.
 */
export interface LiveRules {
  engine(): Engine;
  rules(): readonly SigmaRule[];
  change(change: RuleChange): void;
  maintain(mustStop: () => boolean): boolean;
  /** How often each rule was tried since that was asked last. */
  takeTries(): ReadonlyMap<SigmaRule, number>;
  /** Builds the indexes of a kind, now or when there is time. */
  wantIndexes(kind: EventKind, isLater: boolean): void;
}

/** An engine and where in it each rule is. */
interface Placed {
  readonly engine: Engine;
  readonly places: Map<SigmaRule, { readonly segment: Segment; readonly rule: number }>;
  /** How often rules were tried, as far as that was collected: of those that are there. */
  readonly tries: Map<SigmaRule, number>;
  /** Memory that changes have taken. */
  changeBytes: number;
}

/** When merging is worth it: memory that changes took, rules that were taken out and are still compiled. */
const maxWaste = 32 * 1024 * 1024;
const manyRemoved = 2000;
/** Rules that are noted down at a time. */
const rulesPerStep = 2048;
/** When folding is: each segment costs each event. */
const manySegments = 8;

/** Compiles the rules. */
export function createLiveRules(initial: readonly SigmaRule[], rarity: Rarity | undefined): LiveRules {
  const tries: Placed['tries'] = new Map();
  let placed = drain(place(unique(initial), rarity ? decodeRarity(rarity) : undefined, tries));
  let merging: Generator<void, Placed> | undefined;
  let folding: Generator<void> | undefined;
  const missed: RuleChange[] = [];
  let list: readonly SigmaRule[] | undefined = initial;
  const wanted = new Map<EventKind, Generator<void>>();

  const finishMerge = (next: Placed): void => {
    placed.engine.collectTries();
    placed = next;
    merging = undefined;
    folding = undefined;
    wanted.clear();
  };
  /** What changed meanwhile is made again one by one: each may take as long as a step. */
  function* merge(): Generator<void, Placed> {
    let next = yield* mergeInto(placed);
    for (let change = missed.shift(); change !== undefined; change = missed.shift()) {
      apply(next, change);
      yield;
      if (isWasteful(next)) next = yield* mergeInto(next);
      else if (isFull(next)) yield* fold(next);
    }
    return next;
  }
  const isMergeDue = (): boolean => removedOf(placed) > manyRemoved || placed.changeBytes > maxWaste;
  const isFoldDue = (): boolean => placed.engine.segments.length > manySegments;
  /** A step of what is due, the shortest first; false: nothing is. */
  const step = (): boolean => {
    const [next] = wanted;
    if (next !== undefined) {
      if (next[1].next().done === true) wanted.delete(next[0]);
      return true;
    }
    if (isFoldDue()) folding ??= fold(placed);
    if (folding !== undefined) {
      if (folding.next().done === true) folding = undefined;
      return true;
    }
    if (isMergeDue()) merging ??= merge();
    if (merging === undefined) return false;
    const merged = merging.next();
    if (merged.done === true) finishMerge(merged.value);
    return true;
  };

  return {
    engine: () => placed.engine,
    rules: () => (list ??= [...placed.places.keys()]),
    change: (change) => {
      list = undefined;
      for (const rule of change.remove ?? []) tries.delete(rule);
      apply(placed, change);
      if (merging !== undefined) missed.push(change);
      // Nobody maintains the rule set, or not often enough.
      if (isWasteful(placed)) finishMerge(drain(merging ?? merge()));
      else if (isFull(placed)) {
        drain(folding ?? fold(placed));
        folding = undefined;
      }
    },
    takeTries: () => {
      placed.engine.collectTries();
      const taken = new Map(tries);
      tries.clear();
      return taken;
    },
    wantIndexes: (kind, isLater) => {
      if (!isLater) drain(placed.engine.buildIndexes(kind));
      else if (!wanted.has(kind)) wanted.set(kind, placed.engine.buildIndexes(kind));
    },
    maintain: (mustStop) => {
      // Room for all changes until the next merge; rules that nobody changes take none.
      placed.engine.reserve(maxWaste - placed.changeBytes);
      while (!mustStop()) if (!step()) return false;
      return true;
    },
  };
}

/** More than upkeep would have let come about. */
function isWasteful(placed: Placed): boolean {
  return placed.changeBytes > 2 * maxWaste || removedOf(placed) > 2 * manyRemoved + placed.places.size;
}

function removedOf({ engine, places }: Placed): number {
  return sizeOf(engine.segments) - places.size;
}

function isFull({ engine }: Placed): boolean {
  return engine.segments.length === maxSegments;
}

function unique(rules: readonly SigmaRule[]): readonly SigmaRule[] {
  return [...new Set(rules)];
}

function drain<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function* place(
  rules: readonly SigmaRule[],
  counted: Uint32Array | undefined,
  tries: Placed['tries'],
): Generator<void, Placed> {
  const engine = createEngine(counted, tries);
  const segment = yield* engine.compile(rules);
  engine.putSegment(0, 0, segment);
  const places: Placed['places'] = new Map();
  for (const [rule, key] of rules.entries()) {
    if (rule % rulesPerStep === rulesPerStep - 1) yield;
    places.set(key, { segment, rule });
  }
  return { engine, places, tries, changeBytes: 0 };
}

function* mergeInto({ engine, places, tries }: Placed): Generator<void, Placed> {
  const next = yield* place([...places.keys()], engine.counters(), tries);
  for (const kind of engine.kinds) {
    if (!engine.hasIndexes(kind)) continue;
    yield* next.engine.buildIndexes(next.engine.kindOf(kind.sources));
  }
  return next;
}

function apply(placed: Placed, { add = [], remove = [] }: RuleChange): void {
  const { engine, places } = placed;
  for (const rule of remove) {
    const found = places.get(rule);
    if (found === undefined) continue;
    places.delete(rule);
    found.segment.remove(found.rule);
  }
  const added = unique(add).filter((rule) => !places.has(rule));
  if (added.length === 0) return;
  const segment = drain(counted(placed, engine.compile(added)));
  engine.putSegment(engine.segments.length, 0, segment);
  for (const [rule, key] of added.entries()) places.set(key, { segment, rule });
}

/** Puts one segment in the place of several small ones. */
function* fold(placed: Placed): Generator<void> {
  const { engine, places } = placed;
  const first = firstFolded(engine.segments);
  const folded = new Set(engine.segments.slice(first));
  const rules = [...folded].flatMap((segment) =>
    segment.rules.filter((_, number) => !segment.isRemoved(number)),
  );
  const segment = yield* counted(placed, engine.compile(rules));
  engine.putSegment(first, folded.size, segment);
  for (const [rule, key] of rules.entries()) {
    const known = places.get(key);
    // Taken out meanwhile, or put in again.
    if (known === undefined || !folded.has(known.segment)) segment.remove(rule);
    else places.set(key, { segment, rule });
  }
}

/**
 * From which segment on to fold: as few large ones as can be, so that each rule is compiled again as often as the rules that
 * came after the first segment have doubled in number. Two at least; never the first.
 */
function firstFolded(segments: readonly Segment[]): number {
  let first = segments.length - 2;
  let after = 0;
  for (let index = segments.length - 1; index > 0; index -= 1) {
    const size = segments[index]?.rules.length ?? 0;
    if (size <= 2 * after) first = Math.min(first, index);
    after += size;
  }
  return first;
}

/** Counts the memory that the work takes as taken by changes. */
function* counted<Result>(placed: Placed, work: Generator<void, Result>): Generator<void, Result> {
  for (;;) {
    const before = placed.engine.size();
    const step = work.next();
    placed.changeBytes += placed.engine.size() - before;
    if (step.done === true) return step.value;
    yield;
  }
}
