import { describe, expect, test } from 'vitest';
import { evaluateNaively } from '../engine/evaluate-naively.ts';
import { toEvent } from '../event/event.ts';
import { parseRule } from '../rule/parse-rule.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { hasSharedData, readSharedLines, readSigmaHqRules } from '../testing/shared-data.ts';
import { evidence } from './evidence.ts';
import { explain } from './explain.ts';

describe.skipIf(!hasSharedData)('explanations of real events', () => {
  const rules = hasSharedData
    ? readSigmaHqRules().flatMap(({ text }, index): SigmaRule[] => {
        const result = index % 3 === 0 ? parseRule(text) : undefined;
        return result?.ok === true ? [result.value] : [];
      })
    : [];
  const lines = hasSharedData ? readSharedLines('events/windows-lsass-dump.ndjson.gz') : [];
  const events = lines
    .filter((_, index) => index % 1000 === 0)
    .map((line) => toEvent(JSON.parse(line) as Readonly<Record<string, unknown>>));

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
    expect(events.length).toBeGreaterThan(10);
    expect(matches).toBeGreaterThan(0);
  });
});
