import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyFilters } from '../filter/apply-filters.ts';
import { readFilter } from '../filter/read-filter.ts';
import { createReport } from '../report.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { createCorrelator } from './correlator.ts';
import { readCorrelation } from './read-correlation.ts';
import { resolveCorrelations } from './resolve-correlations.ts';

const rule = parseValidRule(ruleWith('s:\n  A: x\ncondition: s'));
const word = fc.constantFrom(
  'a',
  'b',
  'User',
  'a and not b',
  '1 of a',
  '5m',
  '1d',
  'any',
  '',
  '__proto__',
  rule.metadata.id,
);
const value = fc.oneof(
  { weight: 4, arbitrary: word },
  fc.constantFrom<unknown>(0, 1, -1, 0.5, 1e308, true, null, [], {}),
  fc.array(word, { maxLength: 3 }),
  fc.dictionary(word, word, { maxKeys: 3 }),
  fc.dictionary(word, fc.dictionary(word, word, { maxKeys: 2 }), { maxKeys: 2 }),
);
/** Mostly what belongs there, so that some documents are accepted. */
const mostly = (...sound: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...sound) }, value);
const bounds = fc.dictionary(fc.constantFrom('gt', 'lte', 'eq', 'neq', 'field', 'percentile', 'x'), value);
const section = fc.record(
  {
    type: mostly('event_count', 'value_count', 'temporal', 'temporal_ordered', 'value_median'),
    rules: mostly('a', ['a', 'b'], ['b', 'c'], ['c']),
    'group-by': mostly('User', ['User', 'a']),
    timespan: mostly('5m', '1d'),
    condition: fc.oneof(
      { weight: 4, arbitrary: mostly({ gte: 1 }, { gt: 0, field: 'User' }, 'a and not b') },
      bounds,
    ),
    aliases: mostly({ User: { a: 'x' } }),
    generate: mostly(true, false),
  },
  { requiredKeys: ['type', 'rules', 'timespan', 'condition'] },
);
const document = fc.record(
  {
    title: mostly('T'),
    name: mostly('c', 'd'),
    level: mostly('low'),
    window: value,
    logsource: mostly({ product: 'windows' }),
    correlation: fc.oneof({ weight: 5, arbitrary: section }, value),
    filter: mostly({ rules: 'any', s: { A: 'x' }, condition: 'not s' }),
    generate: mostly(true),
  },
  { requiredKeys: ['title', 'name', 'correlation'] },
);

test('no document makes reading, resolving or evaluating throw', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(document, { maxLength: 4 }), (documents) => {
      const report = createReport();
      // JSON is YAML; each document on a line of its own.
      const read = readYaml(documents.map((one) => JSON.stringify(one)).join('\n---\n'), report) ?? [];
      const correlations = read
        .map((one) => readCorrelation(one, createReport()))
        .filter((one) => one !== undefined);
      const filters = read.map((one) => readFilter(one, createReport())).filter((one) => one !== undefined);
      applyFilters([rule], filters);
      const rules = ['a', 'b'].map((id) => ({ metadata: { id } }));
      const resolved = resolveCorrelations(correlations, rules);
      accepted += resolved.correlations.length;
      const correlator = createCorrelator(resolved.correlations);
      for (const timeMs of [0, 1_000, 20_000]) {
        correlator.step({ id: `${timeMs}`, timeMs, matchedRuleIds: ['a', 'b'], fieldOf: () => ['v'] });
      }
    }),
    { numRuns: 1_000 },
  );
  expect(accepted).toBeGreaterThan(20);
});

test('long lists are refused in no time', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => `r${n}`).join(', ');
  const text = `title: T\nname: c\ncorrelation:\n  type: temporal\n  rules: [${many}]\n  group-by: [${many}]\n  timespan: 1h\n`;
  const report = createReport();
  const [read] = readYaml(text, report) ?? [];
  expect(read && readCorrelation(read, report)).toBeUndefined();
  expect(report.diagnostics.map(({ code }) => code)).toEqual([
    'sigma.correlation.rules',
    'sigma.correlation.group-by',
  ]);
});
