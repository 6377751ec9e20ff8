import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toEvent } from '../event/event.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { matchBytesPlainly } from '../testing/match-plainly.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { randomEventBytes } from '../testing/random-event-text.ts';
import { randomRule } from '../testing/random-rules.ts';
import { compileRules } from './rule-set.ts';
import type { RuleSet } from './rule-set.ts';

const encoder = new TextEncoder();

/** A result with the places of its rules in the set: rules that are equal are not the same. */
function numbered<Result extends object>(result: Result, rules: readonly SigmaRule[]): object {
  if (!('rules' in result)) return result;
  const places = new Map(rules.map((rule, place) => [rule, place]));
  return { ...result, rules: (result.rules as readonly SigmaRule[]).map((rule) => places.get(rule)) };
}

/** So many copies of one rule, each a rule of its own. */
function copiesOf(rule: SigmaRule, count: number): readonly SigmaRule[] {
  return Array.from({ length: count }, () => ({ ...rule }));
}

function ruleFor(word: string): SigmaRule {
  return parseValidRule(ruleWith(`s:\n  A|contains: ${word}\ncondition: s`));
}

function matched(ruleSet: RuleSet, event: Readonly<Record<string, unknown>>): readonly SigmaRule[] {
  const byObject = ruleSet.match(toEvent(event)).rules;
  const byBytes = ruleSet.matchBytes(encoder.encode(JSON.stringify(event)));
  expect(byBytes).toMatchObject({ ok: true, rules: byObject });
  return byObject;
}

/** A stop function that allows so many steps. */
function after(steps: number): () => boolean {
  let left = steps;
  return () => (left -= 1) < 0;
}

describe('a rule set that changes', () => {
  test('answers as one compiled anew, after any changes and however its upkeep is cut up', () => {
    const step = fc.record({
      add: fc.array(fc.nat({ max: 11 }), { maxLength: 4 }),
      remove: fc.array(fc.nat({ max: 11 }), { maxLength: 4 }),
      copies: fc.constantFrom(1, 1, 1, 130, 260),
      upkeep: fc.nat({ max: 6 }),
      event: fc.nat(),
    });
    const property = fc.property(
      fc.array(randomRule, { minLength: 12, maxLength: 12 }),
      fc.array(randomEventBytes, { minLength: 1, maxLength: 5 }),
      fc.array(step, { minLength: 1, maxLength: 20 }),
      fc.boolean(),
      (pool, events, steps, isMaintained) => {
        let expected = pool.slice(0, 3);
        const ruleSet = compileRules(expected, { isMaintained });
        for (const { add, remove, copies, upkeep, event } of steps) {
          const added = add.map((index) => pool[index]!);
          const removed = remove.map((index) => pool[index]!);
          const more = copies === 1 ? [] : copiesOf(pool[copies % 12]!, copies);
          ruleSet.change({ add: [...added, ...more], remove: removed });
          expected = expected.filter((rule) => !removed.includes(rule));
          expected = [...new Set([...expected, ...added, ...more])];
          expect(numbered(ruleSet, expected)).toMatchObject({ rules: expected.map((_, place) => place) });
          ruleSet.maintain(after(upkeep));
          const bytes = events[event % events.length]!;
          for (const options of [{}, { ignoreLogSource: true }])
            expect(numbered(ruleSet.matchBytes(bytes, options), expected)).toEqual(
              numbered(matchBytesPlainly(expected, bytes, options), expected),
            );
        }
      },
    );
    fc.assert(property, { numRuns: 40 });
  });

  test('is as it was once what was added is gone', () => {
    const property = fc.property(
      fc.array(randomRule, { minLength: 1, maxLength: 6 }),
      fc.array(randomRule, { minLength: 1, maxLength: 6 }),
      fc.array(randomEventBytes, { minLength: 1, maxLength: 4 }),
      (rules, passing, events) => {
        const ruleSet = compileRules(rules);
        const before = events.map((bytes) => ruleSet.matchBytes(bytes));
        ruleSet.change({ add: passing });
        for (const bytes of events) ruleSet.matchBytes(bytes);
        ruleSet.change({ remove: passing });
        expect(events.map((bytes) => ruleSet.matchBytes(bytes))).toEqual(before);
      },
    );
    fc.assert(property, { numRuns: 60 });
  });

  test('takes more changes than it has segments, while a merge is under way', () => {
    const [first, second] = [ruleFor('first'), ruleFor('second')];
    const many = copiesOf(first, 2100);
    const ruleSet = compileRules(many);
    ruleSet.change({ remove: many });
    // So many rules taken out call for a merge; one step begins it.
    ruleSet.maintain(after(1));
    let expected: readonly SigmaRule[] = [];
    for (let change = 0; change < 200; change += 1) {
      const added = copiesOf(change % 2 === 0 ? first : second, 129);
      ruleSet.change({ add: added });
      expected = [...expected, ...added];
    }
    const places = (word: string): readonly (number | undefined)[] => {
      const { rules } = ruleSet.match(toEvent({ A: word }));
      return rules.map((rule) => expected.indexOf(rule));
    };
    const every = expected.map((_, place) => place);
    const isFirst = (place: number): boolean => Math.floor(place / 129) % 2 === 0;
    for (const steps of [0, Number.POSITIVE_INFINITY]) {
      ruleSet.maintain(after(steps));
      expect(places('the first')).toEqual(every.filter(isFirst));
      expect(places('the second')).toEqual(every.filter((place) => !isFirst(place)));
      expect(places('neither')).toEqual([]);
    }
  });

  test.each([
    ['with upkeep now and then', true],
    ['without any upkeep', false],
  ])('keeps its memory bounded over 1,500 changes %s', (_, hasUpkeep) => {
    const kept = ruleFor('kept');
    const ruleSet = compileRules([kept]);
    let current: readonly SigmaRule[] = [];
    let most = 0;
    for (let change = 0; change < 1500; change += 1) {
      const next = [ruleFor(`kept or rather number ${change} of them`)];
      ruleSet.change({ add: next, remove: current.slice(0, -249) });
      current = [...current, ...next].slice(-250);
      if (hasUpkeep) ruleSet.maintain(after(20));
      most = Math.max(most, ruleSet.memoryBytes());
    }
    expect(matched(ruleSet, { A: 'kept or rather number 1490 of them' })).toHaveLength(2);
    expect(most).toBeLessThan(96 * 1024 * 1024);
  });

  test('tells more kinds of events apart than it has indexes for', () => {
    const rules = Array.from({ length: 400 }, (_, index) =>
      parseValidRule(ruleWith('s:\n  A: x\ncondition: s', `product: p${index % 350}`)),
    );
    const ruleSet = compileRules(rules);
    for (let pass = 0; pass < 2; pass += 1) {
      for (let product = 0; product < 350; product += 1) {
        const expected = rules.filter(({ metadata }) => metadata.logSource.product === `p${product}`);
        expect(matched(ruleSet, { A: 'x', product: `p${product}` })).toEqual(expected);
      }
    }
  });

  test('tells more identities of events apart than it remembers', () => {
    const rule = parseValidRule(ruleWith('s:\n  A: x\ncondition: s', 'product: p1'));
    const ruleSet = compileRules([rule]);
    for (let identity = 0; identity < 20_000; identity += 1) {
      const product = `p${identity % 3}`;
      const event = encoder.encode(JSON.stringify({ A: 'x', product, type: `t${identity % 10_000}` }));
      expect(ruleSet.matchBytes(event)).toEqual({
        ok: true,
        rules: product === 'p1' ? [rule] : [],
        isLogSourceResolved: true,
      });
    }
  });
});
