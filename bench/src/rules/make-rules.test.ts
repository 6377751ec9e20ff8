import { parseRule } from '@sluice/sigma';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { BaseRule, YamlMap } from './base-rule.ts';
import { makeRules } from './make-rules.ts';

const plan = { count: 60, seed: 1, keptShare: 0, longestList: undefined };

function baseRule(name: string, detection: YamlMap): BaseRule {
  const document = {
    title: `Rule ${name}`,
    id: '5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b11',
    related: [{ id: '5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b12', type: 'similar' }],
    status: 'test',
    description: "It's a rule:\n- with a list\n- of lines #1",
    date: '2024-01-02',
    logsource: { category: 'process_creation', product: 'windows' },
    detection,
    falsepositives: ['Unknown'],
    level: 'high',
  };
  return { name, folder: 'rules/windows/process_creation', document, detection };
}

const base: readonly BaseRule[] = [
  baseRule('images', {
    selection: {
      'Image|endswith': ['\\lantern.exe', '\\meadow.exe'],
      'CommandLine|contains|all': [' /x ', 'orchard'],
    },
    filter_main: { ParentImage: 'C:\\Windows\\explorer.exe' },
    condition: 'selection and not filter_main',
  }),
  baseRule('patterns', {
    selection: { 'CommandLine|re': '^(?i)har[b-d]our\\s{2,5}(?:lantern|quarry)\\d+$' },
    condition: 'selection',
  }),
  baseRule('networks', {
    selection: { 'DestinationIp|cidr': ['192.0.2.0/24', '198.51.100.64/26', '2001:db8::/32'] },
    condition: 'selection',
  }),
  baseRule('words', { keywords: ['copper saddle', "it's ' quoted"], condition: 'keywords' }),
  baseRule('numbers', { selection: { EventID: 4688 }, condition: 'selection' }),
];

const made = [...makeRules(base, plan)];

describe('made rules', () => {
  test('are the same ones for the same seed, and other ones for another', () => {
    expect([...makeRules(base, plan)]).toEqual(made);
    expect([...makeRules(base, { ...plan, seed: 2 })]).not.toEqual(made);
  });

  test('are as many as asked for, with paths, ids and detections of their own', () => {
    const documents = made.map(({ text }) => parse(text) as YamlMap);
    expect(made).toHaveLength(plan.count);
    expect(new Set(made.map(({ path }) => path)).size).toBe(plan.count);
    expect(new Set(documents.map(({ id }) => id)).size).toBe(plan.count);
    expect(new Set(documents.map(({ detection }) => JSON.stringify(detection))).size).toBe(plan.count);
  });

  test('are all valid', () => {
    for (const { text } of made) expect(parseRule(text)).toMatchObject({ ok: true });
  });

  test('begin with the detections they are made from', () => {
    const detections = made.slice(0, base.length).map(({ text }) => (parse(text) as YamlMap)['detection']);
    expect(detections).toEqual(base.map(({ detection }) => detection));
  });

  test('keep the structure: selections, fields, modifiers, condition, count of values', () => {
    const shapes = new Set(
      made.map(({ text }) =>
        JSON.stringify((parse(text) as YamlMap)['detection'], (key, value: unknown) =>
          typeof value === 'string' && key !== 'condition' ? '' : value,
        ),
      ),
    );
    expect(shapes.size).toBe(base.length);
  });

  test('leave out what speaks of the base rule', () => {
    for (const { text } of made) expect(Object.keys(parse(text) as YamlMap)).not.toContain('related');
  });
});

test('a rule that stands twice in the base is made once', () => {
  const twice = [...base, ...base];
  expect([...makeRules(twice, plan)].map(({ text }) => text)).toEqual(made.map(({ text }) => text));
});

test('a rule that cannot be varied is made once, and a base of such rules is soon used up', () => {
  const numbers = base.slice(-1);
  expect([...makeRules(numbers, { ...plan, count: 1 })]).toHaveLength(1);
  expect(() => [...makeRules(numbers, plan)]).toThrow('the base rules make 1 distinct rules and no more');
});

test('long lists are cut where asked for', () => {
  const [first] = makeRules(base, { ...plan, longestList: 1 });
  expect(parse(first?.text ?? '')).toMatchObject({
    detection: { selection: { 'Image|endswith': ['\\lantern.exe'], 'CommandLine|contains|all': [' /x '] } },
  });
});
