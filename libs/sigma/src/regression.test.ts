import { describe, expect, test } from 'vitest';
import { compileRules, parseEvent } from './index.ts';
import type { SigmaEvent, SigmaRule } from './index.ts';
import { parseRule } from './rule/parse-rule.ts';
import { hasSharedData, readShared, readSigmaHqRules, splitJsonDocuments } from './testing/shared-data.ts';

interface Pair {
  readonly ruleId: string;
  readonly title: string;
  readonly events: readonly string[];
}

function eventsOf(pair: Pair): readonly SigmaEvent[] {
  return pair.events.flatMap((file) =>
    splitJsonDocuments(readShared(`regression/${file}`)).map((text) => {
      const parsed = parseEvent(text);
      if (!parsed.ok) throw new Error(`${file}: ${parsed.message}`);
      return parsed.event;
    }),
  );
}

describe.skipIf(!hasSharedData)("SigmaHQ's regression data", () => {
  const rules = hasSharedData
    ? readSigmaHqRules().flatMap(({ text }): SigmaRule[] => {
        const result = parseRule(text);
        return result.ok ? [result.value] : [];
      })
    : [];
  const ruleSet = compileRules(rules);
  const pairs = hasSharedData ? (JSON.parse(readShared('regression/index.json')) as readonly Pair[]) : [];

  test('has the pairs that the index lists', () => {
    expect(pairs).toHaveLength(137);
  });

  test.each(pairs)('$title: an event of the file matches with its log source resolved', (pair) => {
    const results = eventsOf(pair).map((event) => ruleSet.match(event));
    const matched = results.flatMap((result) => result.rules.map(({ metadata }) => metadata.id));
    expect(results.length).toBeGreaterThan(0);
    expect(results.every(({ isLogSourceResolved }) => isLogSourceResolved)).toBe(true);
    expect(matched).toContain(pair.ruleId);
  });
});
