import { describe, expect, test } from 'vitest';
import { compileRules } from '../engine/rule-set.ts';
import { parseDetection } from './parse-detection.ts';

const id = { id: 'f1', title: 'Noise' };

describe('a text of which only the detection counts', () => {
  test('matches events of any log source', () => {
    const parsed = parseDetection('detection:\n  a:\n    User|endswith: $\n  condition: a\n', id);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
    expect(parsed.value.metadata).toMatchObject({ id: 'f1', title: 'Noise' });
    const ruleSet = compileRules([parsed.value]);
    const matches = (event: object): number => {
      const result = ruleSet.matchBytes(new TextEncoder().encode(JSON.stringify(event)));
      return result.ok ? result.rules.length : -1;
    };
    expect(matches({ User: 'WS1$' })).toBe(1);
    expect(matches({ Channel: 'Security', User: 'WS1$' })).toBe(1);
    expect(matches({ User: 'ann' })).toBe(0);
  });

  test('may be a whole rule', () => {
    const text =
      'title: T\nlogsource: {product: windows}\ndetection: {a: {B: c}, condition: a}\nlevel: odd\n';
    expect(parseDetection(text, id)).toMatchObject({ ok: true, value: { metadata: { logSource: {} } } });
  });

  test.each([
    ['', 'sigma.rule.empty', undefined],
    ['- a', 'sigma.rule.not-a-map', 1],
    ['title: x', 'sigma.detection.missing', 1],
    ['detection: [a]', 'sigma.detection.missing', 1],
    ['detection:\n  a:\n    B|nonsense: c\n  condition: a', 'sigma.modifier.unknown', 3],
    ['detection: {a: {B: c}, condition: a}\n---\nx: y', 'sigma.rule.several-documents', 2],
    ['detection: {a: {B: c}}', 'sigma.condition.missing', 1],
    ['a: [', 'sigma.yaml.syntax', undefined],
  ])('is refused with its place: %j', (text, code, line) => {
    const parsed = parseDetection(text, id);
    expect(parsed.ok).toBe(false);
    expect(parsed.diagnostics[0]?.code).toBe(code);
    if (line !== undefined) expect(parsed.diagnostics[0]?.span?.line).toBe(line);
  });
});
