import { afterEach, expect, test, vi } from 'vitest';
import { Parser } from 'yaml';
import { createReport } from '../report.ts';
import { maxNodes } from './limits.ts';
import { readQuickly } from './quick/read-quickly.ts';
import { createSource, readFully } from './read-fully.ts';
import { splitDocuments } from './split-documents.ts';
import { tokenize } from './tokenize.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const plenty = (): { valuesLeft: number } => ({ valuesLeft: 10 * maxNodes });

test.each<readonly [what: string, text: string]>([
  ['values of a list', '- x\n'.repeat(maxNodes + 1)],
  ['values in one line', `[${'x,'.repeat(maxNodes + 1)}]`],
  ['values in quotes', `- 'x'\n- "x"\n`.repeat(maxNodes / 2 + 1)],
  ['keys', 'k:\n'.repeat(maxNodes + 1)],
  ['aliases', `a: &a x\nb: [${'*a,'.repeat(maxNodes + 1)}]`],
  ['items without value', '-\n'.repeat(2 * maxNodes + 1)],
  ['tags without value', `a: ${'!a '.repeat(2 * maxNodes + 1)}`],
])('too many %s are refused before anything is parsed', (_, text) => {
  const next = vi.spyOn(Parser.prototype, 'next');
  expect(tokenize(text, plenty())).toBe('too-many-nodes');
  expect(next).not.toHaveBeenCalled();
});

test('what only looks like values, in a text, counts as the one value that it is', () => {
  const budget = { valuesLeft: 5 };
  expect(tokenize('a: |\n  - x\n  - y\n  *z\nb: "- x"\n# - x\n', budget)).toHaveLength(1);
  expect(budget.valuesLeft).toBe(1);
});

test('the documents of a text have so many values together, refused ones included', () => {
  const text = '- a\n- b\n---\n- c\n- d\n---\n- e\n';
  const [first, second, third] = splitDocuments(text);
  const source = { ...createSource(text), budget: { valuesLeft: 3 } };
  const codesOf = (range: typeof first): readonly string[] => {
    const report = createReport();
    readFully(source, range!, report);
    return report.diagnostics.map(({ code }) => code);
  };
  expect(codesOf(first)).toEqual([]);
  expect(codesOf(second)).toEqual(['sigma.yaml.too-many-nodes']);
  expect(codesOf(third)).toEqual(['sigma.yaml.too-many-nodes']);
});

test('the quick reader takes as much as is allowed, and no more', () => {
  const withItems = (count: number): string => `a:\n${'  - x\n'.repeat(count)}`;
  // The map and its key, and the list.
  expect(readQuickly(withItems(maxNodes - 4))).toBeDefined();
  expect(readQuickly(withItems(maxNodes - 3))).toBeUndefined();
  expect(readQuickly(`a:\n${'  -\n'.repeat(maxNodes)}`)).toBeUndefined();
  expect(readQuickly(`a: [${'x, '.repeat(maxNodes)}x]\n`)).toBeUndefined();
});
