import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRule } from '../rule/parse-rule.ts';
import { ruleWith } from '../testing/parse-valid-rule.ts';
import { applyFixes } from './apply-fixes.ts';
import { lint } from './lint.ts';

/** A rule with something to fix in nearly every line. */
const faulty = `${ruleWith("s:\n  A|contains|all: '*x*'\n  B: [yes, 0x10, yes]\n  C:\n    - a\n    - b\n    - A\ncondition: s")}
status: Test
date: 2026/1/2
tags:
  - attack.defense_evasion
  - attack.T1059
  - cve.2021.44228
  - attack.t1059
falsepositive: [None]
related:
  - id: x
    type: Derived
`;

const pieces = [
  '',
  ' ',
  '\n',
  '  ',
  '- ',
  ': ',
  '|',
  "'",
  '"',
  '*',
  '#',
  '&a ',
  '*a',
  '[',
  ']',
  '{',
  '}',
  '\\',
  '---\n',
  '\u00e9',
  '😀',
  '\r\n',
  'x',
];
const change = fc.record({
  at: fc.nat({ max: faulty.length }),
  length: fc.nat({ max: 6 }),
  newText: fc.constantFrom(...pieces),
});

function mutate(
  changes: readonly { readonly at: number; readonly length: number; readonly newText: string }[],
): string {
  return changes.reduce(
    (text, { at, length, newText }) => text.slice(0, at) + newText + text.slice(at + length),
    faulty,
  );
}

describe('lint', () => {
  test('fixes what is to be fixed', () => {
    const fixed = applyFixes(faulty, lint(faulty));
    const codes = lint(faulty).filter(({ fix }) => fix !== undefined);
    expect(codes.length).toBeGreaterThan(8);
    expect(lint(fixed).filter(({ fix }) => fix !== undefined)).toEqual([]);
  });

  test('does not name a key that would have a rule refused', () => {
    const text = ruleWith('s:\n  A: x\ncondition: s').replace('level: low', 'leve: ow');
    expect(parseRule(applyFixes(text, lint(text))).ok).toBe(true);
  });

  test('never throws, makes fixes that do not overlap, spoils no rule, and comes to an end', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
        let text = mutate(changes);
        const isRule = parseRule(text).ok;
        for (let round = 0; round < 6; round += 1) {
          const diagnostics = lint(text);
          const edits = diagnostics.flatMap(({ fix = [] }) => fix).toSorted((a, b) => a.start - b.start);
          for (const [index, edit] of edits.entries()) {
            expect(edit.start).toBeLessThan(edit.end);
            expect(edit.start).toBeGreaterThanOrEqual(edits[index - 1]?.end ?? 0);
          }
          if (edits.length === 0) return;
          text = applyFixes(text, diagnostics);
          if (isRule) expect(parseRule(text).ok).toBe(true);
        }
        expect(lint(text).flatMap(({ fix = [] }) => fix)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
