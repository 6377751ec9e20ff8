import { describe, expect, test } from 'vitest';
import { resolveCorrelations } from './resolve-correlations.ts';
import type { ResolvedCorrelations } from './resolve-correlations.ts';
import { correlationWith, readValidCorrelations } from './testing/read-valid-correlations.ts';

interface Shape {
  readonly rules: readonly string[];
  readonly groupBy?: readonly string[];
  readonly generate?: boolean;
  readonly more?: string;
}

const rules = [
  { metadata: { id: 'id-a', name: 'a' } },
  { metadata: { id: 'id-b', name: 'b' } },
  { metadata: { id: 'id-x', name: 'same' } },
  { metadata: { id: 'id-y', name: 'same' } },
];

function resolve(shapes: Readonly<Record<string, Shape>>): ResolvedCorrelations {
  const texts = Object.entries(shapes).map(([key, { rules: names, groupBy = ['U'], generate, more = '' }]) =>
    correlationWith(
      `type: temporal\nrules: [${names.join(', ')}]\ngroup-by: [${groupBy.join(', ')}]\ntimespan: 1h\n` +
        `generate: ${generate ?? false}\n${more}`,
      key,
    ),
  );
  return resolveCorrelations(readValidCorrelations(texts.join('---\n')), rules);
}

const keysOf = ({ correlations }: ResolvedCorrelations): readonly string[] =>
  correlations.map(({ correlation }) => correlation.key);
const problemsOf = ({ problems }: ResolvedCorrelations): readonly string[] =>
  problems.map(({ correlation, diagnostic }) => `${correlation.key} ${diagnostic.code}`);

test('references are ids or names, and may point forward', () => {
  const resolved = resolve({ outer: { rules: ['inner', 'id-b'] }, inner: { rules: ['a'] } });
  expect(keysOf(resolved)).toEqual(['inner', 'outer']);
  expect(resolved.correlations[1]?.inputs).toMatchObject([
    { target: 'inner', isCorrelation: true },
    { target: 'id-b', isCorrelation: false },
  ]);
  expect(resolved.correlations.map(({ level }) => level)).toEqual([1, 2]);
});

describe('a correlation is left out, and those that are built on it', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, Shape>>, readonly string[], string[]])[] =
    [
      ['an unknown rule', { c: { rules: ['none'] } }, ['c sigma.correlation.rule-unknown'], []],
      ['an ambiguous name', { c: { rules: ['same'] } }, ['c sigma.correlation.rule-ambiguous'], []],
      [
        'an ambiguous name of a correlation and a rule',
        { a: { rules: ['b'] }, c: { rules: ['a'] } },
        ['c sigma.correlation.rule-ambiguous'],
        ['a'],
      ],
      ['one rule by id and name', { c: { rules: ['a', 'id-a'] } }, ['c sigma.correlation.rule-repeated'], []],
      ['itself', { c: { rules: ['c'] } }, ['c sigma.correlation.cycle'], []],
      [
        'a cycle, with what it holds up',
        { c: { rules: ['d'] }, d: { rules: ['c', 'a'] }, e: { rules: ['d'] }, f: { rules: ['a'] } },
        ['c sigma.correlation.cycle', 'd sigma.correlation.cycle', 'e sigma.correlation.rule-refused'],
        ['f'],
      ],
      [
        'a refused one',
        { c: { rules: ['none'] }, d: { rules: ['c'] } },
        ['c sigma.correlation.rule-unknown', 'd sigma.correlation.rule-refused'],
        [],
      ],
    ];

  test.each(cases)('%s', (_, shapes, problems, keys) => {
    const resolved = resolve(shapes);
    expect(problemsOf(resolved)).toEqual(problems);
    expect(keysOf(resolved)).toEqual(keys);
  });

  test('the second of the same key', () => {
    const text = correlationWith('type: temporal\nrules: [a]\ngroup-by: U\ntimespan: 1h', 'c');
    const resolved = resolveCorrelations(readValidCorrelations(`${text}---\n${text}`), rules);
    expect(problemsOf(resolved)).toEqual(['c sigma.correlation.duplicate']);
    expect(keysOf(resolved)).toEqual(['c']);
  });

  test('the eleventh level', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`c${n}`, { rules: [n === 0 ? 'a' : `c${n - 1}`] }]),
    );
    const resolved = resolve(chain);
    expect(keysOf(resolved)).toHaveLength(10);
    expect(problemsOf(resolved)).toEqual([
      'c10 sigma.correlation.too-deep',
      'c11 sigma.correlation.rule-refused',
    ]);
  });

  test('with the place of the reference', () => {
    const { problems } = resolve({ c: { rules: ['a', 'none'] } });
    expect(problems[0]?.diagnostic.span).toMatchObject({ line: 5, column: 14 });
  });
});

describe('what is correlated alerts on its own', () => {
  test('only where a correlation says so', () => {
    const resolved = resolve({
      quiet: { rules: ['a', 'b'] },
      loud: { rules: ['b'], generate: true },
      outer: { rules: ['quiet', 'loud'] },
      top: { rules: ['loud'], generate: true },
    });
    expect([...resolved.silencedRules]).toEqual(['id-a']);
    const isAlerting = resolved.correlations.map(({ correlation, isAlerting: is }) => [correlation.key, is]);
    expect(isAlerting).toEqual([
      ['quiet', false],
      ['loud', true],
      ['outer', true],
      ['top', true],
    ]);
  });

  test('where the correlation is left out', () => {
    expect(resolve({ c: { rules: ['a', 'none'] } }).silencedRules.size).toBe(0);
  });
});

test('aliases give each rule its own field', () => {
  const [correlation] = resolve({
    c: { rules: ['a', 'b'], groupBy: ['ip', 'U'], more: 'aliases: { ip: { a: src, b: dst } }' },
  }).correlations;
  expect(correlation?.inputs.map(({ groupFields }) => groupFields)).toEqual([
    ['src', 'U'],
    ['dst', 'U'],
  ]);
});

test('inner correlations carry the fields that outer ones group by, through all levels', () => {
  const { correlations } = resolve({
    top: { rules: ['middle'], groupBy: ['User'] },
    middle: { rules: ['inner'], groupBy: ['Host'] },
    inner: { rules: ['a'], groupBy: ['Computer'] },
  });
  const carried = correlations.map(({ correlation, carriedFields }) => [correlation.key, carriedFields]);
  expect(carried).toEqual([
    ['inner', ['Host', 'User']],
    ['middle', ['User']],
    ['top', []],
  ]);
});
