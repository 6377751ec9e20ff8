import { expect, onTestFinished, test, vi } from 'vitest';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { createLiveRules } from './live-rules.ts';
import type { LiveRules } from './live-rules.ts';
import { maxSegments } from './segment-list.ts';

const numberOf = new Map<SigmaRule, number>();

function rulesFrom(first: number, count: number): readonly SigmaRule[] {
  return Array.from({ length: count }, (_, index) => {
    const rule = parseValidRule(ruleWith(`s:\n  F|contains: text-${first + index}\ncondition: s`));
    numberOf.set(rule, first + index);
    return rule;
  });
}

/** So many copies of one rule, each a rule of its own. */
function copiesOf(rule: SigmaRule, count: number): readonly SigmaRule[] {
  return Array.from({ length: count }, () => ({ ...rule }));
}

function segmentsOf(live: LiveRules): readonly (readonly (number | undefined)[])[] {
  return live.engine().segments.map(({ rules }) => rules.map((rule) => numberOf.get(rule)));
}

function createFilled(count: number): [LiveRules, readonly SigmaRule[]] {
  const live = createLiveRules(rulesFrom(0, 1), undefined);
  const added = rulesFrom(1, count);
  for (const rule of added) live.change({ add: [rule] });
  return [live, added];
}

const numbers = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);
const neverStop = (): boolean => false;

test('each change is a segment of its own, until there is time to fold them', () => {
  const [live] = createFilled(8);
  expect(segmentsOf(live)).toEqual(numbers(0, 9).map((number) => [number]));
  expect(live.maintain(neverStop)).toBe(false);
  expect(segmentsOf(live)).toEqual([[0], numbers(1, 8)]);
});

test('what was folded is folded again once as much has come', () => {
  const [live] = createFilled(8);
  live.maintain(neverStop);
  for (let change = 0; change < 7; change += 1) live.change({ add: rulesFrom(9 + change, 1) });
  live.maintain(neverStop);
  expect(segmentsOf(live)).toEqual([[0], numbers(1, 15)]);
  for (let change = 0; change < 4; change += 1) live.change({ add: rulesFrom(100 + change, 1) });
  live.change({ add: rulesFrom(200, 2) });
  live.change({ add: rulesFrom(300, 1) });
  live.change({ add: rulesFrom(400, 1) });
  live.maintain(neverStop);
  expect(segmentsOf(live)).toEqual([[0], [...numbers(1, 15), 100, 101, 102, 103, 200, 201, 300, 400]]);
});

test('a large change stays what it is when small ones are folded', () => {
  const live = createLiveRules(rulesFrom(0, 1), undefined);
  live.change({ add: rulesFrom(1, 100) });
  for (let change = 0; change < 7; change += 1) live.change({ add: rulesFrom(101 + change, 1) });
  live.maintain(neverStop);
  expect(segmentsOf(live)).toEqual([[0], numbers(1, 100), numbers(101, 7)]);
});

test('what is taken out, or put in again, while segments are folded is not brought back', () => {
  const [live, added] = createFilled(8);
  let steps = 0;
  live.maintain(() => (steps += 1) > 1);
  expect(live.engine().segments).toHaveLength(9);
  live.change({ remove: [added[0]!, added[1]!] });
  live.change({ add: [added[1]!] });
  live.maintain(neverStop);
  expect(segmentsOf(live)).toEqual([[0], numbers(1, 8), [2]]);
  const [, folded] = live.engine().segments;
  expect(numbers(0, 8).map((rule) => folded?.isRemoved(rule))).toEqual([
    true,
    true,
    ...numbers(0, 6).map(() => false),
  ]);
});

test('without upkeep the changes are folded when there is no more room for another', () => {
  const [live] = createFilled(maxSegments + 20);
  expect(live.engine().segments.length).toBeLessThan(maxSegments);
  expect(segmentsOf(live).flat()).toEqual(numbers(0, maxSegments + 21));
});

test('a rule that was taken out and put in again is folded once, in its new place', () => {
  const [live, added] = createFilled(7);
  live.change({ remove: [added[0]!] });
  live.change({ add: [added[0]!] });
  live.maintain(neverStop);
  expect(segmentsOf(live)).toEqual([[0], [...numbers(2, 6), 1]]);
});

test('without upkeep no more rules stay compiled than twice those that are in it, and some thousands', () => {
  const rules = copiesOf(rulesFrom(0, 1)[0]!, 10_000);
  const live = createLiveRules(rules, undefined);
  live.change({ remove: rules.slice(0, 4_000) });
  expect(live.engine().segments[0]?.rules).toHaveLength(10_000);
  live.change({ remove: rules.slice(4_000) });
  expect(live.engine().segments[0]?.rules).toHaveLength(0);
});

test('a segment takes part with an index for each kind of events that has one', () => {
  const live = createLiveRules(copiesOf(rulesFrom(0, 1)[0]!, 300), undefined);
  const kind = live.engine().kindOf([{ product: 'windows' }]);
  live.wantIndexes(kind, false);
  live.change({ add: copiesOf(rulesFrom(1, 1)[0]!, 300) });
  expect(live.engine().hasIndexes(kind)).toBe(true);
  for (let change = 0; change < 8; change += 1) live.change({ add: copiesOf(rulesFrom(2, 1)[0]!, 100) });
  live.maintain(neverStop);
  expect(live.engine().segments.map(({ rules }) => rules.length)).toEqual([300, 1100]);
  expect(live.engine().hasIndexes(kind)).toBe(true);
});

test('what changed during a merge never takes more segments than there is room for', () => {
  const rules = copiesOf(rulesFrom(0, 1)[0]!, 2_100);
  const live = createLiveRules(rules, undefined);
  live.change({ remove: rules });
  const step = (): boolean => {
    let steps = 0;
    return live.maintain(() => (steps += 1) > 1);
  };
  step();
  const before = live.engine();
  const added = rulesFrom(1, maxSegments + 20);
  for (const rule of added) live.change({ add: [rule] });
  let most = 0;
  while (step()) if (live.engine() !== before) most = Math.max(most, live.engine().segments.length);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(maxSegments);
  expect(segmentsOf(live).flat()).toEqual(numbers(1, maxSegments + 20));
});

test('the memory never grows for a change: room for all until the next merge is taken by upkeep', () => {
  const live = createLiveRules(rulesFrom(0, 1), undefined);
  live.maintain(neverStop);
  const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
  onTestFinished(() => {
    grow.mockRestore();
  });
  const size = live.engine().size();
  while (live.engine().size() < size + 8 * 1024 * 1024) {
    live.change({ add: copiesOf(rulesFrom(1, 1)[0]!, 100) });
    expect(grow).not.toHaveBeenCalled();
    live.maintain(neverStop);
    grow.mockClear();
  }
});
