import { parseRule } from '@sluice/sigma';
import type { SigmaRule } from '@sluice/sigma';
import { expect, test } from 'vitest';
import { createTagLine } from './tag-line.ts';

function ruleOf(id: string): SigmaRule {
  const parsed = parseRule(
    `title: t\nid: ${id}\nlogsource:\n  product: windows\ndetection:\n  s:\n    a: 1\n  condition: s\nlevel: low\n`,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.value;
}

const rules = ['5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b11', '5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b12'].map(ruleOf);
const ids = rules.map(({ metadata }) => metadata.id);

test.each([
  ['{"a":1}', { a: 1 }],
  [' {"a":{"b":"}"}} \r', { a: { b: '}' } }],
  ['{ }', {}],
  [`{"long":"${'ü'.repeat(100_000)}"}`, { long: 'ü'.repeat(100_000) }],
])('the tagged line is the event with the ids of its rules: %.20s', (line, event) => {
  const tagged = createTagLine()(Buffer.from(line), rules).toString();
  expect(JSON.parse(tagged)).toEqual({ ...event, sigma_rule_ids: ids });
});

test('a tagger serves one line after the other', () => {
  const tag = createTagLine();
  tag(Buffer.from('{"a":"long enough to leave something behind"}'), rules);
  expect(tag(Buffer.from('{"b":2}'), rules.slice(1)).toString()).toBe(
    `{"b":2,"sigma_rule_ids":["${ids[1]}"]}`,
  );
});
