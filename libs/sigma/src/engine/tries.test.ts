import { describe, expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { createEngine } from './engine.ts';
import { compileRules } from './rule-set.ts';
import type { RuleSet } from './rule-set.ts';

const utf8 = new TextEncoder();
const [common, rare, always] = [
  ruleWith('s:\n  F: x\n  G|contains: e\ncondition: s'),
  ruleWith('s:\n  F|contains: needle\ncondition: s'),
  ruleWith('s:\n  H: z\ncondition: not s'),
].map(parseValidRule) as [SigmaRule, SigmaRule, SigmaRule];

const options = { logSource: { product: 'windows' } };

function match(rules: RuleSet, event: object, times = 1): void {
  for (let time = 0; time < times; time += 1) rules.matchBytes(utf8.encode(JSON.stringify(event)), options);
}

function tries(rules: RuleSet): readonly [rule: SigmaRule, tries: number][] {
  return [...rules.takeTries()];
}

const neverStop = (): boolean => false;

/** Makes the rule set fold its segments, then merge them all: by small changes, and by many rules that come and go. */
function changeMuch(rules: RuleSet): void {
  for (let time = 0; time < 10; time += 1) rules.change({ add: [{ ...rare }] });
  while (rules.maintain(neverStop)) continue;
  const passing = Array.from({ length: 2001 }, () => ({ ...rare }));
  rules.change({ add: passing });
  rules.change({ remove: passing });
  while (rules.maintain(neverStop)) continue;
}

describe('how often rules are tried', () => {
  test('counts the events that a rule was evaluated for, matched or not', () => {
    const rules = compileRules([common, rare, always]);
    match(rules, { F: 'x', G: 'yes' }, 2);
    match(rules, { F: 'x', G: 'no' });
    match(rules, { F: 'has a needle in it' });
    match(rules, { E: 'nothing' }, 4);
    expect(new Map(tries(rules))).toEqual(
      new Map([
        [common, 3],
        [rare, 1],
        [always, 8],
      ]),
    );
  });

  test('counts parsed events as well', () => {
    const rules = compileRules([rare]);
    const parsed = parseEvent('{"F":"needle"}');
    if (!parsed.ok) throw new Error(parsed.message);
    rules.match(parsed.event, options);
    expect(tries(rules)).toEqual([[rare, 1]]);
  });

  test('is told once', () => {
    const rules = compileRules([rare]);
    match(rules, { F: 'needle' });
    expect(tries(rules)).toEqual([[rare, 1]]);
    expect(tries(rules)).toEqual([]);
    match(rules, { F: 'needle' }, 2);
    expect(tries(rules)).toEqual([[rare, 2]]);
  });

  test('outlives that rules are compiled anew', () => {
    const rules = compileRules([rare]);
    rules.change({ add: [common] });
    match(rules, { F: 'needle' }, 5);
    match(rules, { F: 'x' }, 3);
    changeMuch(rules);
    match(rules, { F: 'needle' });
    match(rules, { F: 'x' });
    const counted = rules.takeTries();
    expect([counted.get(rare), counted.get(common)]).toEqual([6, 4]);
  });

  test('is not told of rules that are gone', () => {
    const rules = compileRules([rare, always]);
    match(rules, { F: 'needle' });
    changeMuch(rules);
    rules.change({ remove: [rare] });
    expect(tries(rules)).toEqual([[always, 1]]);
    rules.change({ add: [rare] });
    expect(tries(rules)).toEqual([]);
    match(rules, { F: 'needle' });
    rules.change({ remove: [rare] });
    expect(rules.takeTries().has(rare)).toBe(false);
  });

  test('is not lost of a rule that comes back while all are merged', () => {
    const rules = compileRules([common]);
    rules.change({ add: [rare] });
    const passing = Array.from({ length: 2001 }, () => ({ ...common }));
    rules.change({ add: passing });
    rules.change({ remove: passing });
    let steps = 0;
    rules.maintain(() => (steps += 1) > 2);
    rules.change({ remove: [rare] });
    rules.change({ add: [rare] });
    match(rules, { F: 'needle' }, 4);
    for (let time = 0; time < 10; time += 1) rules.change({ add: [{ ...common }] });
    while (rules.maintain(neverStop)) continue;
    match(rules, { F: 'needle' });
    expect(rules.takeTries().get(rare)).toBe(5);
  });

  test('goes on when the numbers of events begin anew', () => {
    const counted = new Map<SigmaRule, number>();
    const engine = createEngine(undefined, counted, 50);
    const compiling = engine.compile([always]);
    let step = compiling.next();
    while (step.done !== true) step = compiling.next();
    engine.putSegment(0, 0, step.value);
    const event = utf8.encode('{"F":"x"}');
    const untold = { kind: undefined, mapping: undefined };
    for (let number = 0; number < 1000; number += 1) engine.matchBytes(event, 'all', () => untold);
    engine.collectTries();
    expect([...counted]).toEqual([[always, 1000]]);
  });
});
