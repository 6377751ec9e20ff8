import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileRules, parseEvent } from './index.ts';
import type { Level, MatchResult } from './index.ts';
import { parseValidRule } from './testing/parse-valid-rule.ts';

interface Example {
  readonly match: unknown;
  readonly noMatch: unknown;
}

const folder = join(import.meta.dirname, '../../../examples/demo-rules');
const names = readdirSync(folder).flatMap((file) =>
  file.endsWith('.yml') ? [file.slice(0, -'.yml'.length)] : [],
);
const rules = names.map((name) => parseValidRule(readFileSync(join(folder, `${name}.yml`)).toString('utf8')));
const ruleSet = compileRules(rules);

function match(event: unknown): MatchResult {
  const parsed = parseEvent(JSON.stringify(event));
  if (!parsed.ok) throw new Error(parsed.message);
  return ruleSet.match(parsed.event);
}

describe('the demo rules', () => {
  test('are at least 26, each with an id of its own, of every level but informational', () => {
    expect(names.length).toBeGreaterThanOrEqual(26);
    expect(new Set(rules.map(({ metadata }) => metadata.id)).size).toBe(rules.length);
    const levels: readonly Level[] = ['critical', 'high', 'low', 'medium'];
    expect([...new Set(rules.map(({ metadata }) => metadata.level))].sort()).toEqual(levels);
    expect(rules.every(({ metadata }) => metadata.techniques.length > 0)).toBe(true);
  });

  test.each(names)(
    '%s matches its own event, and no other rule of the demo does, nor does it match the harmless one',
    (name) => {
      const example = JSON.parse(
        readFileSync(join(folder, `${name}.events.json`)).toString('utf8'),
      ) as Example;
      const own = rules[names.indexOf(name)];
      const result = match(example.match);
      expect(result.isLogSourceResolved).toBe(true);
      expect(result.rules.map(({ metadata }) => metadata.title)).toEqual([own?.metadata.title]);
      expect(match(example.noMatch).isLogSourceResolved).toBe(true);
      expect(match(example.noMatch).rules.map(({ metadata }) => metadata.title)).toEqual([]);
    },
  );
});
