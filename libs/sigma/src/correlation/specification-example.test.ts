import { expect, test } from 'vitest';
import { evaluateNaively } from '../testing/evaluate-naively.ts';
import { toEvent } from '../event/event.ts';
import { readField } from '../event/read-field.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { createCorrelator } from './correlator.ts';
import { resolveCorrelations } from './resolve-correlations.ts';
import { correlationWith, readValidCorrelations } from './testing/read-valid-correlations.ts';

/** The shape of the specification's example: a brute force that succeeds, by a chain of named documents. */
const correlations = readValidCorrelations(
  [
    correlationWith(
      'type: temporal_ordered\nrules: [many_failures, success]\ngroup-by: [User]\ntimespan: 10m',
      'break_in',
    ),
    correlationWith(
      'type: event_count\nrules: [failure]\ngroup-by: [User]\ntimespan: 10m\ncondition: { gte: 10 }',
      'many_failures',
    ),
  ].join('---\n'),
);

function namedRule(name: string, eventIds: string) {
  const rule = parseValidRule(ruleWith(`s:\n  EventID: ${eventIds}\ncondition: s`, 'service: security'));
  return { ...rule, metadata: { ...rule.metadata, id: `id-of-${name}`, name } };
}

test('rules, a correlation over them and one over that find a break-in among events as they come', () => {
  const rules = [namedRule('failure', '[529, 4625]'), namedRule('success', '[528, 4624]')];
  const resolved = resolveCorrelations(correlations, rules);
  expect(resolved.problems).toEqual([]);
  expect([...resolved.silencedRules].sort()).toEqual(['id-of-failure', 'id-of-success']);
  const correlator = createCorrelator(resolved.correlations);

  const logons = [
    ...Array.from({ length: 10 }, (_, n) => ({ EventID: 4625, User: 'alice', minute: n / 4 })),
    ...Array.from({ length: 9 }, (_, n) => ({ EventID: 4625, User: 'bob', minute: n / 4 })),
    { EventID: 4624, User: 'bob', minute: 3 },
    { EventID: 4624, User: 'alice', minute: 4 },
    { EventID: 4624, User: 'carol', minute: 5 },
  ].sort((a, b) => a.minute - b.minute);
  const matches = logons.flatMap(({ minute, ...fields }, n) => {
    const event = toEvent(fields);
    const matched = rules.filter(({ detection }) => evaluateNaively(detection, event));
    return correlator.step({
      id: `logon-${n}`,
      timeMs: minute * 60_000,
      matchedRuleIds: matched.map(({ metadata }) => metadata.id),
      fieldOf: (name) => readField(event, name).texts,
    }).matches;
  });
  matches.push(...correlator.advance(60 * 60_000).matches);

  expect(matches).toMatchObject([
    { correlation: 'break_in', group: [{ field: 'User', value: 'alice' }], timeMs: 240_000, value: 2 },
  ]);
});
