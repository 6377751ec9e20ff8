import type { SigmaRule } from '../rule/rule.ts';
import { createEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { smallSegment } from './segment-indexes.ts';
import { maxSegments } from './segment-list.ts';
import type { EventKind } from './kinds.ts';
import type { Rarity } from './index/rarity.ts';

/** Rules that come and go. */
export interface RuleChange {
  readonly add?: readonly SigmaRule[];
  readonly remove?: readonly SigmaRule[];
}

/**
 * The rules of a rule set as they change. They lie in segments: one large, compiled at once, and after it small ones with
 * what came since; what was taken out is marked. Merging all into a new engine is done in steps, while the old one goes
 * on; changes made meanwhile are made again to the new one.
 */
export interface LiveRules {
  engine(): Engine;
  rules(): readonly SigmaRule[];
  change(change: RuleChange): void;
  maintain(mustStop: () => boolean): boolean;
  /** Builds the indexes of a kind, now or when there is time. */
  wantIndexes(kind: EventKind, isLater: boolean): void;
}

/** An engine and where in it each rule is. */
interface Placed {
  readonly engine: Engine;
  readonly places: Map<SigmaRule, { readonly segment: number; readonly rule: number }>;
  /** Rules of the last segment, if it still takes more. */
  open: SigmaRule[] | undefined;
  /** Memory that changes have taken, and rules taken out. */
  changeBytes: number;
  removed: number;
}

/** When merging is worth it: memory that changes took, segments, rules that were taken out. */
const maxWaste = 32 * 1024 * 1024;
const manySegments = 8;
const manyRemoved = 2000;
/** Memory of a segment above which the next change begins another: each compiles the whole of the open one again. */
const maxOpenBytes = 32 * 1024;

/** Compiles the rules. */
export function createLiveRules(initial: readonly SigmaRule[], rarity: Rarity | undefined): LiveRules {
  let placed = drain(place(unique(initial), rarity));
  let merging: Generator<void, Placed> | undefined;
  const missed: RuleChange[] = [];
  let list: readonly SigmaRule[] | undefined = initial;
  const wanted = new Map<EventKind, Generator<void>>();

  const finishMerge = (next: Placed): void => {
    placed = next;
    merging = undefined;
    wanted.clear();
  };
  /** What changed meanwhile is made again one by one: each may take as long as a step. */
  function* merge(): Generator<void, Placed> {
    let next = yield* mergeInto(placed);
    for (let change = missed.shift(); change !== undefined; change = missed.shift()) {
      apply(next, change);
      yield;
      if (isFull(next)) next = yield* mergeInto(next);
    }
    return next;
  }
  const isMergeDue = (): boolean => {
    const { engine } = placed;
    return (
      engine.segments.length > manySegments || placed.removed > manyRemoved || placed.changeBytes > maxWaste
    );
  };

  return {
    engine: () => placed.engine,
    rules: () => (list ??= [...placed.places.keys()]),
    change: (change) => {
      list = undefined;
      apply(placed, change);
      if (merging !== undefined) missed.push(change);
      // Nobody maintains the rule set, or not often enough.
      if (isFull(placed)) finishMerge(drain(merging ?? merge()));
    },
    wantIndexes: (kind, isLater) => {
      if (!isLater) drain(placed.engine.buildIndexes(kind));
      else if (!wanted.has(kind)) wanted.set(kind, placed.engine.buildIndexes(kind));
    },
    maintain: (mustStop) => {
      while (!mustStop()) {
        const [next] = wanted;
        if (next !== undefined) {
          if (next[1].next().done === true) wanted.delete(next[0]);
          continue;
        }
        if (merging === undefined && isMergeDue()) merging = merge();
        if (merging === undefined) return false;
        const step = merging.next();
        if (step.done === true) finishMerge(step.value);
      }
      return wanted.size > 0 || merging !== undefined || isMergeDue();
    },
  };
}

function isFull({ engine, changeBytes }: Placed): boolean {
  return engine.segments.length === maxSegments || changeBytes > 2 * maxWaste;
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

function* place(rules: readonly SigmaRule[], rarity: Rarity | undefined): Generator<void, Placed> {
  const engine = createEngine(rarity);
  const places: Placed['places'] = new Map();
  yield* engine.addSegment(rules);
  for (const [rule, key] of rules.entries()) places.set(key, { segment: 0, rule });
  return { engine, places, open: undefined, removed: 0, changeBytes: 0 };
}

function* mergeInto({ engine, places }: Placed): Generator<void, Placed> {
  const next = yield* place([...places.keys()], engine.rarity());
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
    engine.segments[found.segment]?.remove(found.rule);
    placed.removed += 1;
  }
  const added = unique(add).filter((rule) => !places.has(rule));
  if (added.length === 0) return;
  const kept = (placed.open ?? []).filter((rule) => places.has(rule));
  const isRoom = placed.open !== undefined && kept.length + added.length <= smallSegment;
  if (isRoom) engine.dropLastSegment();
  const rules = isRoom ? [...kept, ...added] : added;
  const size = engine.size();
  drain(engine.addSegment(rules));
  const bytes = engine.size() - size;
  placed.changeBytes += bytes;
  placed.open = rules.length <= smallSegment && bytes <= maxOpenBytes ? rules : undefined;
  const segment = engine.segments.length - 1;
  for (const [rule, key] of rules.entries()) {
    places.delete(key);
    places.set(key, { segment, rule });
  }
}
