import { describe, expect, it } from 'vitest';
import type { DiagnosticFieldsFragment } from '../../graphql/generated/graphql.ts';
import { markOf } from './marks.ts';

const text = 'title: A\nlevel: loud\n\nend: 1';
const diagnostic = (change: Partial<DiagnosticFieldsFragment>): DiagnosticFieldsFragment => ({
  code: 'x',
  severity: 'ERROR',
  message: 'No.',
  hint: null,
  line: null,
  column: null,
  endLine: null,
  endColumn: null,
  ...change,
});
const marked = (change: Partial<DiagnosticFieldsFragment>) => {
  const { from, to } = markOf(text, diagnostic(change));
  return text.slice(from, to);
};

describe('marks in the editor', () => {
  it.each([
    ['a span', { line: 2, column: 8, endLine: 2, endColumn: 12 }, 'loud'],
    ['a position without an end: to the end of the line', { line: 2, column: 8 }, 'loud'],
    ['a line alone', { line: 4 }, 'end: 1'],
    ['no place: the first line', {}, 'title: A'],
    ['a place beyond the text: its end', { line: 99, column: 99 }, ''],
    ['an empty line', { line: 3, column: 1 }, ''],
    [
      'an end before its start: to the end of the line',
      { line: 2, column: 8, endLine: 2, endColumn: 2 },
      'loud',
    ],
    ['several lines', { line: 1, column: 8, endLine: 2, endColumn: 6 }, 'A\nlevel'],
  ])('%s', (_name, change, expected) => {
    expect(marked(change)).toBe(expected);
  });

  it('adds the hint to the message', () => {
    expect(markOf(text, diagnostic({ hint: 'Try this.' })).message).toBe('No. Try this.');
  });
});
