import { describe, expect, test } from 'vitest';
import { evaluateNaively } from '../testing/evaluate-naively.ts';
import { toEvent } from '../event/event.ts';
import { resolveLogSources } from '../log-source/resolve-log-sources.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { synthesize } from './synthesize.ts';
import type { Synthesis } from './synthesize.ts';

/** What is made for a detection, after it was evaluated in the plainest way. */
function synthesized(detection: string, logSource?: string, seed = 1): Synthesis {
  const rule = parseValidRule(ruleWith(detection, logSource));
  const result = synthesize(rule, seed);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  const { event, nearMiss } = result.value;
  expect(evaluateNaively(rule.detection, toEvent(event))).toBe(true);
  expect(nearMiss === null || evaluateNaively(rule.detection, toEvent(nearMiss.event))).toBe(
    nearMiss === null,
  );
  return result.value;
}

function items(...lines: readonly string[]): string {
  return ['s:', ...lines.map((line) => `  ${line}`), 'condition: s'].join('\n');
}

function refusalOf(detection: string): string | undefined {
  const result = synthesize(parseValidRule(ruleWith(detection)), 1);
  return result.ok ? 'made one' : `${result.diagnostics[0]?.code}: ${result.diagnostics[0]?.message}`;
}

/** Detections with what the event has at least, and the field in which the near miss differs. */
const tables: readonly (readonly [string, Readonly<Record<string, unknown>>, string | null])[] = [
  [items('A: 5'), { A: 5 }, 'A'],
  [items("A: 'x*y?z'"), { A: 'x yaz' }, 'A'],
  [items("A|startswith: 'C:\\w\\'", "A|endswith: '\\a.exe'"), { A: 'c:\\w\\a.exe' }, 'A'],
  [items('A|contains|all: [one, two, oneself]'), { A: 'two oneself' }, 'A'],
  [items('A|cased|contains: FoO'), { A: 'FoO' }, 'A'],
  [items("A|re: '^(foo|bar)[0-9]{3,}\\s+[^a-z]x$'"), {}, 'A'],
  [items("A|re|i: 'ab(?:c|d)+?\\b-q'", 'A|contains: zz'), {}, 'A'],
  [items("A|re: '^a.*b$'", 'A|contains: needle'), {}, 'A'],
  [items("A|re: '\\x41\\Q.*\\E[[:digit:]]\\S'"), {}, 'A'],
  [items('A|cidr: 10.1.0.0/16'), {}, 'A'],
  [items('A|cidr: 2001:db8::/32'), {}, 'A'],
  [items('A|gt: 5', 'A|lte: 6'), { A: 6 }, 'A'],
  [items('A|gt: 9007199254740993'), { A: '9007199254740994' }, 'A'],
  [items('A|hour|gte: 22', 'A|month: 2', 'A|day: 29', 'A|year|gt: 2027'), { A: '2028-02-29T22:00:00Z' }, 'A'],
  [items('A|week: 53', 'A|minute: 7'), {}, 'A'],
  [items('A: null'), {}, 'A'],
  [items("A: ''"), { A: '' }, 'A'],
  [items('A|exists: true'), {}, 'A'],
  [items('A|exists: false', 'B: 1'), { B: 1 }, 'B'],
  [items('A|neq: x'), {}, 'A'],
  [items('A|fieldref: B', 'B|startswith: q'), { A: 'q', B: 'q' }, 'B'],
  [items('A|fieldref|startswith: B', 'A: xyz', 'B|endswith: x'), { A: 'xyz', B: 'x' }, 'A'],
  [items('A|fieldref|neq: B', 'B: q', 'A|startswith: q'), { B: 'q' }, 'A'],
  [items('a.b.c: 1', 'a.d: 2'), { a: { b: { c: 1 }, d: 2 } }, 'a.b.c'],
  [items('a.b: 1', 'a: 2'), { 'a.b': 1, a: 2 }, 'a.b'],
  [items('__proto__: 1', 'constructor: x'), { constructor: 'x' }, '__proto__'],
  [items('A|base64offset|contains: secret'), {}, 'A'],
  [items("A|windash|contains: ' -x '"), {}, 'A'],
  ["k:\n  - 'needle'\n  - 'pin'\ncondition: k", {}, null],
  ["k:\n  '|all':\n    - 'one'\n    - 't*o'\ncondition: k", { Message: 'one to' }, null],
  [
    "k:\n  - 'one'\nn:\n  - 'two'\nf:\n  Message|contains: two\ncondition: k and not n and not f",
    { message: 'one' },
    null,
  ],
  ['s:\n  A|endswith: x\nf:\n  A: [x, ax]\ncondition: s and not f', {}, 'A'],
  ['s:\n  A: x\nf:\n  B: null\ncondition: s and not f', { A: 'x', B: 'synthetic' }, 'A'],
  ['f:\n  A: x\ncondition: not f', {}, 'A'],
  ['a:\n  A: 1\nb:\n  A: 2\nc:\n  B: 1\nd:\n  C: 1\ncondition: 3 of them', { B: 1, C: 1 }, 'B'],
  ['a:\n  A: 1\nb:\n  B: 1\nc:\n  C: 1\ncondition: not (2 of them) and a', { A: 1 }, 'A'],
];

describe('synthesize', () => {
  test.each(tables)('makes events for %s', (detection, least, field) => {
    const { event, nearMiss, needsLists } = synthesized(detection);
    expect(event).toMatchObject(least);
    expect(nearMiss).not.toBeNull();
    expect(nearMiss?.field).toBe(field);
    expect(needsLists).toBe(false);
    expect(toEvent(JSON.parse(JSON.stringify(event)) as Synthesis['event']).root).toEqual(event);
  });

  test('is the same for the same seed, and differs among seeds where there is a choice', () => {
    const detection = items('A: [u, v, w, x, y, z]', "B|re: '[a-z]{8}x'");
    const made = [1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(synthesized(detection, undefined, seed)));
    expect(made).toEqual(
      [1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(synthesized(detection, undefined, seed))),
    );
    expect(new Set(made).size).toBeGreaterThan(2);
  });

  test('takes the other way where a first choice contradicts what else is asked for', () => {
    const detection = 'a:\n  A: [u, v, w]\nb:\n  A: [w, x]\nc:\n  A|contains: w\ncondition: all of them';
    for (let seed = 0; seed < 10; seed += 1) {
      expect(synthesized(detection, undefined, seed).event).toMatchObject({ A: 'w' });
    }
  });

  test('puts several values into a field only where one does not do', () => {
    const { event, needsLists } = synthesized(items('A|contains: x', 'A: y'));
    expect(event).toMatchObject({ A: ['x', 'y'] });
    expect(needsLists).toBe(true);
  });

  test('says which field stands in the way of an event', () => {
    expect(refusalOf('s:\n  A: x\ncondition: s and not s')).toBe(
      'sigma.synthesize.contradiction: no event was found that matches the rule: no value was found for the field "A"',
    );
    expect(refusalOf(items('A|gt: 5', 'A|exists: false'))).toBe(
      'sigma.synthesize.contradiction: no event was found that matches the rule: no value was found for the field "A"',
    );
    expect(
      refusalOf('s:\n  A|exists: true\nt:\n  A|exists: false\ncondition: 1 of z* or (s and t)'),
    ).toContain('contradiction');
  });

  test('has no near miss for a rule that matches every event', () => {
    expect(synthesized('s:\n  A: x\ncondition: s or not s').nearMiss).toBeNull();
  });

  test.each([
    [
      'product: windows, category: process_creation',
      { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1 },
    ],
    ['product: windows, category: ps_script', { EventID: 4104 }],
    ['product: windows, category: registry_delete', { EventID: 12, EventType: 'DeleteValue' }],
    ['product: windows, service: security', { Channel: 'security' }],
    ['product: linux, category: process_creation', { Provider_Name: 'Linux-Sysmon', EventID: 1 }],
    ['product: linux, service: auditd', { type: 'SYSCALL' }],
    ['product: aws, service: cloudtrail', { eventSource: 'ec2.amazonaws.com' }],
    ['category: proxy', { category: 'proxy' }],
    ['product: okta, service: okta', { product: 'okta', service: 'okta' }],
  ])('tells the log source { %s }', (logSource, least) => {
    const { event, isLogSourceTold } = synthesized(items('Field: x'), logSource.replace(', ', '\n  '));
    expect(event).toMatchObject(least);
    expect(isLogSourceTold).toBe(true);
    expect(resolveLogSources(toEvent(event))).toBeDefined();
  });

  test('keeps what the rule asks for where the log source could be told by it', () => {
    const { event } = synthesized(
      items('EventID: 4625', 'Channel: Security'),
      'product: windows\n  service: security',
    );
    expect(event).toEqual({ EventID: 4625, Channel: 'security' });
  });

  test.each([
    ['many values that one text can not hold', items(`A|contains|all: [${numbers(3000, 'x')}]`)],
    ['many exclusions', `s:\n  A: x\nf:\n  A|contains: [${numbers(20_000, 'v')}]\ncondition: s and not f`],
    [
      'a large selection named many times',
      `s:\n  A: [${numbers(1000, 'v')}]\ncondition: ${'s and '.repeat(1900)}s`,
    ],
    [
      'choices that all fail',
      [
        ...Array.from({ length: 40 }, (_, index) => `a${index}:\n  F${index}: [${numbers(20, 'v')}]`),
        'z:\n  - X: 1\n    Y: 1\n  - X: 2\n    Y: 2',
        'y:\n  X: 1\n  Y: 2',
        'condition: all of a* and z and y and not 1 of a1*',
      ].join('\n'),
    ],
    ['long expressions', items(`A|re|all: [${numbers(36, "'a{900}b{900}c{900}").replaceAll('_', "_'")}]`)],
    [
      'many times',
      items(
        `A|year|lt|all: [${Array.from({ length: 190 }, (_, index) => index + 1).join(', ')}]`,
        'A|month: 2',
        'A|day: 31',
      ),
    ],
    ['nested repeats', items("A|re: '((a{1,100}){1,10}b+)+c'")],
  ])('ends in time for %s', (_, detection) => {
    const rule = parseValidRule(ruleWith(detection));
    const started = performance.now();
    synthesize(rule, 1);
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

test('looks for no near miss where none is asked for', () => {
  const made = synthesize(parseValidRule(ruleWith(items('A: 5'))), 1, {
    maxEffort: 1000,
    maxTries: 0,
  });
  expect(made.ok && made.value).toMatchObject({ event: { A: 5 }, nearMiss: null });
});

test('takes each expression for as much work as it has instructions', () => {
  const fields = Array.from({ length: 5 }, (_, index) => `F${index}|re: 'a.{900}b'`);
  const rule = parseValidRule(ruleWith(items(...fields)));
  const codes = [100_000, 10_000_000].map((maxEffort) =>
    synthesize(rule, 1, { maxEffort, maxTries: 0 }).diagnostics.map(({ code }) => code),
  );
  expect(codes).toEqual([['sigma.synthesize.gave-up'], []]);
});

function numbers(count: number, prefix: string): string {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}_`).join(', ');
}
