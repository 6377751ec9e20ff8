import { describe, expect, test } from 'vitest';
import { evaluateNaively } from '../testing/evaluate-naively.ts';
import { toEvent } from '../event/event.ts';
import { createReport } from '../report.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { applyFilters } from './apply-filters.ts';
import type { SigmaFilter } from './filter.ts';
import { readFilter } from './read-filter.ts';

const id = '5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b11';

function filterWith(section: string, logSource = 'product: windows'): string {
  const indented = section
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return `title: Admins\nlogsource:\n  ${logSource}\nfilter:\n${indented}\n`;
}

/** Findings about a text as `severity code line:column`, and whether a filter came out. */
function findings(text: string): readonly string[] {
  const report = createReport();
  const [document] = readYaml(text, report) ?? [];
  const filter = document && readFilter(document, report);
  expect(filter === undefined).toBe(report.hasErrors());
  return report.diagnostics.map(
    ({ severity, code, span }) => `${severity} ${code} ${span?.line}:${span?.column}`,
  );
}

function readValidFilter(text: string): SigmaFilter {
  const report = createReport();
  const [document] = readYaml(text, report) ?? [];
  const filter = document && readFilter(document, report);
  if (filter === undefined) throw new Error(`the filter is refused: ${JSON.stringify(report.diagnostics)}`);
  return filter;
}

const selection = "selection:\n  User|startswith: 'adm_'\n";
const admins = `rules: any\n${selection}condition: not selection`;
const rule = parseValidRule(ruleWith('selection:\n  Image: cmd\ncondition: selection'));

function matches({ detection }: SigmaRule, event: Readonly<Record<string, unknown>>): boolean {
  return evaluateNaively(detection, toEvent(event));
}

function problemsOf(rules: readonly SigmaRule[], filters: readonly SigmaFilter[]): readonly string[] {
  return applyFilters(rules, filters).problems.map(
    ({ filter, diagnostic: { severity, code, span } }) =>
      `${filter.metadata.title} ${severity} ${code} ${span?.line}:${span?.column}`,
  );
}

describe('a filtered rule', () => {
  test('matches where its condition and the filter’s are true', () => {
    const [filtered = rule] = applyFilters([rule], [readValidFilter(filterWith(admins))]).rules;
    expect(matches(filtered, { Image: 'cmd', User: 'bob' })).toBe(true);
    expect(matches(filtered, { Image: 'cmd', User: 'adm_bob' })).toBe(false);
    expect(matches(filtered, { Image: 'else', User: 'bob' })).toBe(false);
  });

  test('takes a filter’s condition as it is written, without adding a "not"', () => {
    const filter = readValidFilter(filterWith(admins.replace('not ', '')));
    const [filtered = rule] = applyFilters([rule], [filter]).rules;
    expect(matches(filtered, { Image: 'cmd', User: 'adm_bob' })).toBe(true);
    expect(matches(filtered, { Image: 'cmd', User: 'bob' })).toBe(false);
  });

  test('passes all of several filters, whose selections may share names with each other and the rule', () => {
    const other = filterWith('rules: any\nselection:\n  Host: lab\ncondition: not 1 of sel*');
    const [filtered = rule] = applyFilters(
      [rule],
      [admins, other].map((text, at) => readValidFilter(at === 0 ? filterWith(text) : text)),
    ).rules;
    expect(matches(filtered, { Image: 'cmd', User: 'bob', Host: 'pc' })).toBe(true);
    expect(matches(filtered, { Image: 'cmd', User: 'bob', Host: 'lab' })).toBe(false);
    expect(matches(filtered, { Image: 'cmd', User: 'adm_bob', Host: 'pc' })).toBe(false);
  });

  test('keeps what it says about itself, and is left as it was', () => {
    const before = structuredClone(rule.detection);
    const [filtered = rule] = applyFilters([rule], [readValidFilter(filterWith(admins))]).rules;
    expect(filtered.metadata).toBe(rule.metadata);
    expect(rule.detection).toEqual(before);
  });

  test('shows the filter’s title at its selections', () => {
    const { detection } = readValidFilter(filterWith(`${admins} and not 1 of selection`));
    const names = new Set(JSON.stringify(detection).match(/"Admins: [^"]*"/g));
    expect([...names]).toEqual(['"Admins: selection"']);
  });

  test('is the same object again for the same filters, and another for others', () => {
    const [one, two] = [readValidFilter(filterWith(admins)), readValidFilter(filterWith(admins))];
    const [first] = applyFilters([rule], [one]).rules;
    expect(applyFilters([rule], [one]).rules[0]).toBe(first);
    expect(applyFilters([rule], [two]).rules[0]).not.toBe(first);
    expect(applyFilters([rule], [one, two]).rules[0]).not.toBe(first);
  });
});

describe('a filter applies', () => {
  const named = { ...rule, metadata: { ...rule.metadata, id: 'other', name: 'rar' } };
  const logSources: readonly (readonly [filter: string, rule: string, expected: boolean])[] = [
    ['product: windows', 'product: windows\n  category: process_creation', true],
    ['product: Windows', 'product: windows', true],
    ['product: windows\n  category: process_creation', 'product: windows', false],
    ['product: windows', 'product: linux', false],
    ['category: process_creation', 'product: windows\n  category: process_creation', true],
    ['product: windows', 'category: process_creation', false],
    ['service: sysmon', 'product: windows\n  service: security', false],
  ];

  test.each(logSources)('of %j to a rule of %j: %s', (ofFilter, ofRule, expected) => {
    const target = parseValidRule(ruleWith('s:\n  A: x\ncondition: s', ofRule));
    const { rules } = applyFilters([target], [readValidFilter(filterWith(admins, ofFilter))]);
    expect(rules[0] !== target).toBe(expected);
  });

  test.each([
    [`[${id}]`, [true, false]],
    ['[rar]', [false, true]],
    ['rar', [false, true]],
    ['[rar, other, none]', [false, true]],
    ['any', [true, true]],
    ['ALL', [true, true]],
  ])('to the rules %s', (references, expected) => {
    const filter = readValidFilter(filterWith(admins.replace('any', references)));
    const { rules } = applyFilters([rule, named], [filter]);
    expect(rules.map((one, at) => one !== [rule, named][at])).toEqual(expected);
  });

  test('to no rule that it does not concern: that stays the same object', () => {
    const filter = readValidFilter(filterWith(admins.replace('any', '[rar]')));
    expect(applyFilters([rule], [filter]).rules[0]).toBe(rule);
    expect(applyFilters([rule], []).rules[0]).toBe(rule);
  });
});

describe('it is warned about', () => {
  test('a condition without "not"', () => {
    const text = filterWith(admins.replace('not ', ''));
    expect(findings(text)).toEqual(['warning sigma.filter.no-not 8:14']);
    expect(findings(filterWith(admins))).toEqual([]);
  });

  test('an unknown rule', () => {
    const filter = readValidFilter(filterWith(admins.replace('any', `[${id}, none]`)));
    expect(problemsOf([rule], [filter])).toEqual(['Admins warning sigma.filter.rule-unknown 5:49']);
  });

  test('a rule of another log source', () => {
    const filter = readValidFilter(filterWith(admins.replace('any', `[${id}]`), 'product: linux'));
    expect(problemsOf([rule], [filter])).toEqual([
      'Admins warning sigma.filter.log-source 5:11',
      'Admins warning sigma.filter.unused undefined:undefined',
    ]);
  });

  test('a filter that applies to nothing', () => {
    const filter = readValidFilter(filterWith(admins, 'product: linux'));
    expect(problemsOf([rule], [filter])).toEqual(['Admins warning sigma.filter.unused undefined:undefined']);
    expect(problemsOf([rule], [readValidFilter(filterWith(admins))])).toEqual([]);
  });

  test('a rule that stands twice', () => {
    expect(findings(filterWith(admins.replace('any', '[a, b, a]')))).toEqual([
      'warning sigma.filter.rule-repeated 5:17',
    ]);
  });

  test('a selection that the condition leaves out', () => {
    expect(findings(filterWith(`${admins}\nspare:\n  A: x`))).toEqual(['warning sigma.selection.unused 9:3']);
  });
});

describe('must be refused, at its place', () => {
  const refused: readonly (readonly [name: string, text: string, expected: string])[] = [
    ['no rules', filterWith(admins.replace('rules: any\n', '')), 'error sigma.filter.rules 5:3'],
    ['an empty list of rules', filterWith(admins.replace('any', '[]')), 'error sigma.filter.rules 5:10'],
    ['a map of rules', filterWith(admins.replace('any', '{ a: b }')), 'error sigma.filter.rules 5:10'],
    ['no condition', filterWith(`rules: any\n${selection}`), 'error sigma.condition.missing 4:1'],
    [
      'a list of conditions',
      filterWith(admins.replace('not selection', '[selection]')),
      'error sigma.filter.condition 8:14',
    ],
    [
      'a condition that names no selection',
      filterWith(admins.replace('not selection', 'not other')),
      'error sigma.condition.unknown-selection 8:18',
    ],
    [
      'an unknown modifier',
      filterWith(admins.replace('startswith', 'like')),
      'error sigma.modifier.unknown 7:10',
    ],
    [
      'no log source',
      filterWith(admins).replace(/logsource:\n.*\n/, ''),
      'error sigma.rule.logsource-missing 1:1',
    ],
    [
      'a log source of nothing',
      filterWith(admins, 'definition: x'),
      'error sigma.filter.logsource-empty 3:3',
    ],
    ['no title', filterWith(admins).replace('title: Admins\n', ''), 'error sigma.rule.title-missing 1:1'],
    ['no section', 'title: T\nlogsource: { product: windows }\n', 'error sigma.filter.missing 1:1'],
    [
      'a list as section',
      'title: T\nlogsource: { product: windows }\nfilter: []\n',
      'error sigma.filter.missing 3:9',
    ],
  ];

  test.each(refused)('%s', (_, text, expected) => {
    expect(findings(text)).toContain(expected);
  });
});

test('hostile names are names like any other', () => {
  const text = filterWith(
    'rules: [__proto__]\n__proto__:\n  A: x\nconstructor:\n  B: y\ncondition: not __proto__ and not constructor',
  );
  const target = { ...rule, metadata: { ...rule.metadata, name: '__proto__' } };
  const [filtered = target] = applyFilters([target], [readValidFilter(text)]).rules;
  expect(matches(filtered, { Image: 'cmd', A: 'x' })).toBe(false);
  expect(matches(filtered, { Image: 'cmd', B: 'y' })).toBe(false);
  expect(matches(filtered, { Image: 'cmd' })).toBe(true);
});
