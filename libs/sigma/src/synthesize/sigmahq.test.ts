import { describe, expect, test } from 'vitest';
import { compileRules, toEvent } from '../index.ts';
import type { SigmaRule } from '../index.ts';
import { parseRule } from '../rule/parse-rule.ts';
import { hasSharedData, readSigmaHqRules } from '../testing/shared-data.ts';
import { synthesize } from './synthesize.ts';
import type { Synthesis } from './synthesize.ts';

describe.skipIf(!hasSharedData)("events made for SigmaHQ's rules", () => {
  const rules = hasSharedData
    ? readSigmaHqRules().flatMap(({ text }): SigmaRule[] => {
        const result = parseRule(text, { placeholders: { known_cdcs: ['DC1$'] } });
        return result.ok ? [result.value] : [];
      })
    : [];
  const ruleSet = compileRules(rules);
  const made = rules.map((rule): { readonly rule: SigmaRule; readonly synthesis: Synthesis | undefined } => {
    const result = synthesize(rule, 1);
    return { rule, synthesis: result.ok ? result.value : undefined };
  });
  const titlesOf = (isWrong: (rule: SigmaRule, synthesis: Synthesis) => boolean): readonly string[] =>
    made
      .filter(({ rule, synthesis }) => synthesis === undefined || isWrong(rule, synthesis))
      .map(({ rule }) => rule.metadata.title);

  test('make every rule fire, through both doors', () => {
    const isMissed = (rule: SigmaRule, { event }: Synthesis): boolean => {
      const bytes = new TextEncoder().encode(JSON.stringify(event));
      const fromBytes = ruleSet.matchBytes(bytes, { ignoreLogSource: true });
      const fromObject = ruleSet.match(toEvent(event), { ignoreLogSource: true });
      return !fromObject.rules.includes(rule) || !fromBytes.ok || !fromBytes.rules.includes(rule);
    };
    expect(made.length).toBe(3754);
    expect(titlesOf(isMissed)).toEqual([]);
  });

  test('tell their log source, but for one rule that would match by its name', () => {
    expect(titlesOf((rule, { event }) => !ruleSet.match(toEvent(event)).rules.includes(rule))).toEqual([]);
    expect(titlesOf((_, { isLogSourceTold }) => !isLogSourceTold)).toEqual(['Cisco Local Accounts']);
  });

  test('have near misses that do not match', () => {
    const isHit = (rule: SigmaRule, { nearMiss }: Synthesis): boolean =>
      nearMiss === null ||
      ruleSet.match(toEvent(nearMiss.event), { ignoreLogSource: true }).rules.includes(rule);
    expect(titlesOf(isHit)).toEqual([]);
  });

  test('need several values in a field for one rule only, which contradicts itself', () => {
    expect(titlesOf((_, { needsLists }) => needsLists)).toEqual(['COM Object Execution via Xwizard.EXE']);
  });
});
