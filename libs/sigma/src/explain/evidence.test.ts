import { describe, expect, test } from 'vitest';
import { toEvent } from '../event/event.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { explain } from './explain.ts';
import type { Evidence } from './evidence.ts';
import { evidence } from './evidence.ts';

function evidenceOf(detection: string, event: Readonly<Record<string, unknown>>): Evidence | null {
  return evidence(parseValidRule(ruleWith(detection)), toEvent(event));
}

describe('evidence', () => {
  test('is null where the rule does not match', () => {
    expect(evidenceOf('s:\n  A: x\ncondition: s', { A: 'y' })).toBeNull();
  });

  test('names the selections and fields that made the rule match', () => {
    const detection = [
      'img:',
      "  - Image|endswith: '\\cmd.exe'",
      '  - OriginalFileName: Cmd.Exe',
      'cli:',
      '  CommandLine|contains|all: [foo, bar]',
      'filter:',
      '  User: root',
      'condition: all of img and cli and not filter',
    ].join('\n');
    expect(evidenceOf(detection, { Image: 'C:\\CMD.exe', CommandLine: 'bar foo', User: 'me' })).toEqual({
      selections: ['img', 'cli'],
      fields: [
        { field: 'Image', value: 'C:\\CMD.exe', item: 'Image|endswith' },
        { field: 'CommandLine', value: 'bar foo', item: 'CommandLine|contains|all' },
      ],
      excluded: ['filter'],
      isCut: false,
    });
  });

  test('tells all alternatives of the condition that hold, and the first value of a key', () => {
    const detection = 'a:\n  A|contains: [x, y]\nb:\n  B: 1\nc:\n  C: 1\ncondition: 1 of *';
    expect(evidenceOf(detection, { A: ['y', 'x'], C: 1 })).toEqual({
      selections: ['a', 'c'],
      fields: [
        { field: 'A', value: 'x', item: 'A|contains' },
        { field: 'C', value: '1', item: 'C' },
      ],
      excluded: [],
      isCut: false,
    });
  });

  test('tells of a count the selections that hold', () => {
    const detection = 'a:\n  A: 1\nb:\n  B: 1\nc:\n  C: 1\nd:\n  D: 1\ncondition: 2 of them';
    expect(evidenceOf(detection, { A: 1, C: 1, D: 1 })?.selections).toEqual(['a', 'c', 'd']);
  });

  test('names what is excluded where the match rests on that alone', () => {
    expect(evidenceOf('f:\n  A: x\ncondition: not f', {})).toEqual({
      selections: [],
      fields: [],
      excluded: ['f'],
      isCut: false,
    });
  });

  test('sees through double negation and neq', () => {
    expect(evidenceOf('s:\n  A: x\ncondition: not (not s)', { A: 'X' })).toEqual({
      selections: ['s'],
      fields: [{ field: 'A', value: 'X', item: 'A' }],
      excluded: [],
      isCut: false,
    });
    expect(evidenceOf('s:\n  A|neq: x\ncondition: s', { A: 'y' })?.fields).toEqual([
      { field: 'A', value: 'y', item: 'A|neq' },
    ]);
    expect(evidenceOf('s:\n  A|neq: x\ncondition: not s', { A: 'x' })).toEqual({
      selections: [],
      fields: [{ field: 'A', value: 'x', item: 'A|neq' }],
      excluded: ['s'],
      isCut: false,
    });
  });

  test('names each of several exclusions', () => {
    const detection = 's:\n  A: x\nf_a:\n  B: 1\nf_b:\n  C: 1\ncondition: s and not 1 of f_*';
    expect(evidenceOf(detection, { A: 'x' })?.excluded).toEqual(['f_a', 'f_b']);
  });

  test('tells absence and keywords', () => {
    expect(
      evidenceOf("s:\n  A: null\nk:\n  - 'needle'\ncondition: s and k", { m: 'a NEEDLE' })?.fields,
    ).toEqual([
      { field: 'A', value: null, item: 'A' },
      { field: null, value: 'a NEEDLE', item: '' },
    ]);
  });

  test('quotes of a long value the part that counts', () => {
    const value = evidenceOf('s:\n  A|contains: needle\ncondition: s', {
      A: 'x'.repeat(10_000) + 'NEEDLE' + 'y'.repeat(10_000),
    })?.fields[0]?.value;
    expect(value).toContain('NEEDLE');
    expect(value?.length).toBeLessThan(210);
  });

  test("reads another product's names only where log sources are looked at, as matching does", () => {
    const rule = parseValidRule(ruleWith('s:\n  Image: x\ncondition: s'));
    const event = toEvent({ NewProcessName: 'x' });
    expect(evidence(rule, event)?.fields).toEqual([{ field: 'Image', value: 'x', item: 'Image' }]);
    expect(evidence(rule, event, { ignoreLogSource: true })).toBeNull();
    expect(explain(rule, event).outcome).toBe(true);
    expect(explain(rule, event, { ignoreLogSource: true }).outcome).toBe(false);
  });

  test('is bounded', () => {
    const items = Array.from({ length: 80 }, (_, index) => `  F${index}: 1`);
    const event = Object.fromEntries(items.map((_, index) => [`F${index}`, 1]));
    const found = evidenceOf(['s:', ...items, 'condition: s'].join('\n'), event);
    expect(found?.fields).toHaveLength(50);
    expect(found?.isCut).toBe(true);
  });
});
