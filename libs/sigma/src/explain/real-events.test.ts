import { describe, expect, test } from 'vitest';
import { evaluateNaively } from '../testing/evaluate-naively.ts';
import { toEvent } from '../event/event.ts';
import { parseRule } from '../rule/parse-rule.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { hasSharedData, readShared, readSigmaHqRules, splitJsonDocuments } from '../testing/shared-data.ts';
import { evidence } from './evidence.ts';
import { explain } from './explain.ts';

interface Pair {
  readonly ruleId: string;
  readonly events: readonly string[];
}

describe.skipIf(!hasSharedData)("explanations of SigmaHQ's regression events", () => {
  const pairs = hasSharedData
    ? (JSON.parse(readShared('regression/index.json')) as readonly Pair[]).slice(0, 50)
    : [];
  const ids = new Set(pairs.map(({ ruleId }) => ruleId));
  const rules = hasSharedData
    ? readSigmaHqRules().flatMap(({ text }, index): SigmaRule[] => {
        const result = parseRule(text);
        return result.ok && (index % 10 === 0 || ids.has(result.value.metadata.id)) ? [result.value] : [];
      })
    : [];
  const events = pairs.flatMap((pair) =>
    pair.events
      .flatMap((file) => splitJsonDocuments(readShared(`regression/${file}`)))
      .map((text) => toEvent(JSON.parse(text) as Readonly<Record<string, unknown>>)),
  );

  test('have the outcome of plain evaluation, and evidence exactly where a rule matches', () => {
    let matches = 0;
    for (const event of events) {
      for (const rule of rules) {
        const outcome = evaluateNaively(rule.detection, event);
        if (outcome) matches += 1;
        if ((evidence(rule, event) !== null) !== outcome) throw new Error(rule.metadata.title);
        if (explain(rule, event).outcome !== outcome) throw new Error(rule.metadata.title);
      }
    }
    expect(matches).toBeGreaterThanOrEqual(50);
  });
});
