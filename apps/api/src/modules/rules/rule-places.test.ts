import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countable, type RuleGroup } from './count-facets.ts';
import { foundRules, pageOfFound, rulePlaces } from './rule-places.ts';
import { RuleStage } from './rule.entity.ts';

const FACTS = {
  ...{ level: 3, status: null, product: null, category: null, service: null, repositoryId: 'r' },
  ...{ stage: RuleStage.LIVE, enabled: true, tactics: [], techniques: [], failingTests: false },
};
/** Two groups, each of rules that matched and of others. */
const GROUPS: readonly RuleGroup[] = ['-1', '2'].flatMap((key) =>
  [true, false].map((neverMatched) => ({ ...FACTS, key, neverMatched, count: 9 })),
);
const ALL = countable(GROUPS);

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idBytes = (ids: readonly string[]): Buffer => Buffer.concat(ids.map(bytesOf));

interface Placed {
  readonly id: string;
  readonly key: string;
}

function placesOf(rules: readonly Placed[], matched: readonly string[] = []) {
  const rows = rules.map(({ id, key }) => {
    const keyBytes = Buffer.alloc(8);
    keyBytes.writeBigInt64BE(BigInt(key));
    return Buffer.concat([bytesOf(id), keyBytes]);
  });
  return rulePlaces(Buffer.concat(rows), idBytes(matched), ALL);
}

const EVERY = GROUPS.map(() => true);
const page = (limit: number, offset = 0) => ({ limit, offset });
const RULES = ['-1', '2', '-1', '2'].map((key) => ({ id: randomUUID(), key }));
const [FIRST, SECOND, THIRD, FOURTH] = RULES.map(({ id }) => id) as [string, string, string, string];

test('what a search found comes in the order of the places, a page at a time', () => {
  const found = foundRules(placesOf(RULES)!, idBytes([FOURTH, SECOND, FIRST]), ALL)!;
  expect(pageOfFound(found, [EVERY], page(2))).toEqual([FIRST, SECOND]);
  expect(pageOfFound(found, [EVERY], page(2, 2))).toEqual([FOURTH]);
  expect(pageOfFound(found, [EVERY], page(2, 3))).toEqual([]);
});

test('groups come one kind after the other, and what is of none does not', () => {
  const found = foundRules(placesOf(RULES)!, idBytes([FIRST, SECOND, THIRD, FOURTH]), ALL)!;
  const ofKey = (wanted: string): boolean[] => GROUPS.map(({ key }) => key === wanted);
  expect(pageOfFound(found, [ofKey('2'), ofKey('-1')], page(3))).toEqual([SECOND, FOURTH, FIRST]);
  expect(pageOfFound(found, [ofKey('2'), ofKey('-1')], page(3, 3))).toEqual([THIRD]);
  expect(pageOfFound(found, [ofKey('2')], page(9))).toEqual([SECOND, FOURTH]);
});

test('what was found is counted by group, apart for rules that ever matched', () => {
  const places = placesOf(RULES, [THIRD, randomUUID()])!;
  const { groups } = foundRules(places, idBytes([FIRST, SECOND, THIRD]), ALL)!;
  const counts = GROUPS.map(({ key, neverMatched }, index) => [key, neverMatched, groups.counts[index]]);
  expect(counts).toEqual([
    ['-1', true, 1],
    ['-1', false, 1],
    ['2', true, 1],
    ['2', false, 0],
  ]);
});

test('rules that were changed between two readings are told of', () => {
  expect(placesOf([{ id: FIRST, key: '3' }])).toBeUndefined();
  expect(foundRules(placesOf(RULES)!, idBytes([FIRST, randomUUID()]), ALL)).toBeUndefined();
});

test('where there are no rules, nothing is found', () => {
  const found = foundRules(placesOf([])!, idBytes([]), ALL)!;
  expect(pageOfFound(found, [EVERY], page(50))).toEqual([]);
  expect(foundRules(placesOf([])!, idBytes([FIRST]), ALL)).toBeUndefined();
});

test('ids that begin alike are told apart, and any others too', () => {
  const word = fc.constantFrom('00000000', '00000001', 'ffffffff', '0000000f');
  const alike = fc.tuple(word, word, word, word).map((words) => words.join(''));
  const anyId = fc
    .oneof(
      alike,
      fc.uuid().map((id) => id.replaceAll('-', '')),
    )
    .map((digits) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
  const anyIds = fc.uniqueArray(fc.tuple(anyId, fc.boolean()), { selector: ([id]) => id, maxLength: 40 });
  fc.assert(
    fc.property(anyIds, (ids) => {
      const places = placesOf(ids.map(([id]) => ({ id, key: '2' })))!;
      const wanted = ids.filter(([, isFound]) => isFound).map(([id]) => id);
      const found = foundRules(places, idBytes(wanted.toReversed()), ALL)!;
      expect(pageOfFound(found, [EVERY], page(50))).toEqual(wanted);
    }),
  );
});
