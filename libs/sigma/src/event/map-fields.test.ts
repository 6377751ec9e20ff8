import { describe, expect, test } from 'vitest';
import { compileRules } from '../engine/rule-set.ts';
import { resolveLogSources } from '../log-source/resolve-log-sources.ts';
import { evaluateNaively } from '../testing/evaluate-naively.ts';
import { parseValidRule } from '../testing/parse-valid-rule.ts';
import { toEvent } from './event.ts';
import type { UserMapping } from './map-fields.ts';
import { createFieldMapper } from './map-fields.ts';
import type { Layer } from './sigma-event.ts';

/** Whether a rule with this selection matches the event, by the engine and by plain evaluation. */
function matches(selection: string, event: Layer, mapping: UserMapping): boolean {
  const rule = parseValidRule(
    `title: T\nid: 0a6f7c3e-1d0b-4c53-8d0e-6c4b2a190f77\nlogsource: {product: x}\ndetection: {s: ${selection}, condition: s}`,
  );
  const mapped = createFieldMapper(mapping)(toEvent(event));
  const isMatch = compileRules([rule]).match(mapped, { ignoreLogSource: true }).rules.length === 1;
  expect(evaluateNaively(rule.detection, mapped)).toBe(isMatch);
  return isMatch;
}

describe('a mapping', () => {
  test.each<readonly [string, Layer, UserMapping, boolean]>([
    ['{Image: a}', { proc: { exe: 'a' } }, { Image: ['proc.exe'] }, true],
    ['{Image: a}', { 'proc.exe': 'a' }, { Image: ['proc.exe'] }, true],
    ['{Image: a}', { exe: 'b', path: 'a' }, { Image: ['exe', 'path'] }, true],
    // Its own name counts too.
    ['{Image: a}', { exe: 'b', Image: 'a' }, { Image: ['exe'] }, true],
    ['{Image: b}', { exe: 'b', Image: 'a' }, { Image: ['exe', 'Image'] }, true],
    ['{Image: a}', { Image: 'a' }, { Image: ['exe'] }, true],
    ['{Image: a}', { exe: 'c' }, { Image: ['exe'] }, false],
    ['{exe: a}', { exe: 'a' }, { Image: ['exe'] }, true],
    ['{Image: null}', { exe: 'a' }, { Image: ['exe'] }, false],
    ['{Image: null}', { exe: null }, { Image: ['exe'] }, true],
    ['{Image|contains|all: [a, b]}', { x: 'a', y: 'b' }, { Image: ['x', 'y'] }, true],
    ['{Image: 2}', { pid: [1, 2] }, { Image: ['pid'] }, true],
    ['{__proto__: a}', { toString: 'a' }, { ['__proto__']: ['toString'] }, true],
    ['{Image|exists: true}', {}, { Image: ['constructor', 'toString'] }, false],
  ])('%s of %j by %j is %s', (selection, event, mapping, expected) => {
    expect(matches(selection, event, mapping)).toBe(expected);
  });

  test('tells the log source too', () => {
    const mapped = createFieldMapper({ EventID: ['id'], Channel: ['log'] })(
      toEvent({ id: 4688, log: 'Security' }),
    );
    expect(resolveLogSources(mapped)).toContainEqual(
      expect.objectContaining({ product: 'windows', service: 'security' }),
    );
  });
});
