import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countable,
  countFacets,
  passingByLevel,
  passingGroups,
  splitByDay,
  FACET_NAMES,
  type FacetName,
  type RuleGroup,
} from './count-facets.ts';
import { DayHits, DAY_HITS, dayHitsOf } from './day-hits.ts';
import type { RuleFilter } from './rule-filter.ts';
import { RuleStage } from './rule.entity.ts';

function group(parts: Partial<RuleGroup>): RuleGroup {
  return {
    ...{ level: 3, status: 'test', product: 'windows', category: null, service: null, repositoryId: 'r1' },
    ...{ stage: RuleStage.LIVE, enabled: true, tactics: [], techniques: [], neverMatched: true },
    ...{ key: '1', failingTests: false, count: 1 },
    ...parts,
  };
}

function counted(groups: readonly RuleGroup[], filter: RuleFilter, name: FacetName): object {
  return Object.fromEntries(
    (countFacets(countable(groups), filter).facets.get(name) ?? []).map(({ value, count }) => [value, count]),
  );
}

const GROUPS = [
  group({ count: 5 }),
  group({ count: 2, level: 4, techniques: ['T1003', 'T1059'] }),
  group({ count: 1, level: 4, product: 'linux', techniques: ['T1059'] }),
];

test('a facet is counted under the filters of all others, not under its own', () => {
  const filter = { levels: [4] };
  expect(countFacets(countable(GROUPS), filter).total).toBe(3);
  expect(counted(GROUPS, filter, 'LEVEL')).toEqual({ 3: 5, 4: 3 });
  expect(counted(GROUPS, filter, 'PRODUCT')).toEqual({ windows: 2, linux: 1 });
  expect(counted(GROUPS, { ...filter, products: ['linux'] }, 'LEVEL')).toEqual({ 4: 1 });
  expect(counted(GROUPS, { ...filter, products: ['linux'] }, 'PRODUCT')).toEqual({ windows: 2, linux: 1 });
});

test('rules without a value are counted and found by the empty text', () => {
  expect(counted(GROUPS, {}, 'CATEGORY')).toEqual({ '': 8 });
  expect(counted(GROUPS, {}, 'TECHNIQUE')).toEqual({ '': 5, T1003: 2, T1059: 3 });
  expect(countFacets(countable(GROUPS), { techniques: [''] }).total).toBe(5);
});

test('groups are split by matches in 24 hours where that is asked for, and counted like any other', () => {
  const all = countable([
    group({ key: '1', neverMatched: false, count: 5 }),
    group({ key: '1', count: 4 }),
    group({ key: '2', neverMatched: false, level: 4, count: 2 }),
  ]);
  const split = splitByDay(all, [
    { key: '1', neverMatched: false, bucket: 1, count: 2 },
    { key: '1', neverMatched: false, bucket: 4, count: 1 },
    { key: '2', neverMatched: false, bucket: 1, count: 2 },
  ]);
  const { total, facets } = countFacets(split!, { hits: [DayHits.ONES] });
  expect(total).toBe(4);
  expect(facets.get('HITS')).toEqual([
    { value: 'NONE', count: 6 },
    { value: 'ONES', count: 4 },
    { value: 'THOUSANDS', count: 1 },
  ]);
  expect(facets.get('LEVEL')).toEqual([
    { value: '3', count: 2 },
    { value: '4', count: 2 },
  ]);
  expect(countFacets(all, {}).facets.has('HITS')).toBe(false);
});

test.each([
  ['a group that is not there', { key: '3', neverMatched: false, bucket: 1, count: 1 }],
  ['more than a group has', { key: '1', neverMatched: true, bucket: 1, count: 2 }],
])('days that know of %s say so', (_, day) => {
  expect(splitByDay(countable([group({ key: '1', count: 1 })]), [day])).toBeUndefined();
});

test.each([
  [0, 'NONE'],
  [1, 'ONES'],
  [9, 'ONES'],
  [10, 'TENS'],
  [99, 'TENS'],
  [100, 'HUNDREDS'],
  [999, 'HUNDREDS'],
  [1_000, 'THOUSANDS'],
  [1e9, 'THOUSANDS'],
])('%i matches are %s', (matches, hits) => {
  expect(DAY_HITS[dayHitsOf(matches)]).toBe(hits);
});

test('most come first', () => {
  expect(
    countFacets(countable(GROUPS), {})
      .facets.get('TECHNIQUE')
      ?.map(({ value }) => value),
  ).toEqual(['', 'T1059', 'T1003']);
});

test('groups pass a filter, all at once or by level with the highest first', () => {
  const all = countable(GROUPS);
  expect(passingGroups(all, { products: ['windows'] })).toEqual([true, true, false]);
  expect(passingGroups(all, { products: ['windows'], levels: [4] })).toEqual([false, true, false]);
  const [critical, high, ...others] = passingByLevel(all, { products: ['windows'] });
  expect([critical, high]).toEqual([
    [false, true, false],
    [true, false, false],
  ]);
  expect(others.flat()).not.toContain(true);
});

test('each facet counts what it would count with its own part of the filter left out', () => {
  const anyGroup = fc.record({
    level: fc.nat(2),
    product: fc.constantFrom('a', 'b', null),
    enabled: fc.boolean(),
    techniques: fc.subarray(['T1', 'T2', 'T3']),
    count: fc.integer({ min: 1, max: 9 }),
  });
  const anyFilter = fc.record(
    {
      levels: fc.subarray([0, 1, 2], { minLength: 1 }),
      products: fc.subarray(['a', 'b', ''], { minLength: 1 }),
      techniques: fc.subarray(['T1', 'T2', ''], { minLength: 1 }),
      enabled: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const own: Partial<Record<FacetName, keyof RuleFilter>> = {
    ...{ LEVEL: 'levels', PRODUCT: 'products', TECHNIQUE: 'techniques', ENABLED: 'enabled' },
  };
  fc.assert(
    fc.property(fc.array(anyGroup), anyFilter, (parts, filter) => {
      const groups = parts.map(group);
      for (const name of FACET_NAMES) {
        const part = own[name];
        const others = part === undefined ? filter : { ...filter, [part]: undefined };
        expect(counted(groups, filter, name)).toEqual(counted(groups, others, name));
      }
    }),
  );
});
