import type { Value } from '../modifiers/modifier.ts';
import { foldCase } from '../pattern/fold.ts';
import { anyRun, mapLiterals } from '../pattern/pattern.ts';
import type { Pattern, PatternPart } from '../pattern/pattern.ts';
import { createBoundedCache } from '../rule/bounded-cache.ts';
import { ownText } from '../pattern/own-text.ts';
import { printPattern } from '../pattern/print-pattern.ts';
import { normalizeFieldName } from './field-name.ts';
import { compileNetwork } from './network.ts';
import type { Test } from './predicate.ts';
import { compileRegex } from './regex.ts';

/** A test, with the instructions that it takes if it is an expression, or why the value can't be one. */
export type BuiltTest =
  { readonly test: Test; readonly size?: number } | { readonly code: string; readonly reason: string };

const existsTest: Test = { kind: 'exists' };
const nullTest: Test = { kind: 'null' };

/** Makes the test for a value that has been through all its modifiers. */
export function buildTest(value: Value, isCased: boolean): BuiltTest {
  switch (value.kind) {
    case 'text':
      return tooCostly(value.pattern) ?? { test: testOfPattern(value.pattern, isCased) };
    case 'number':
      return { test: { kind: 'equals', text: foldCase(value.text), isCased: false } };
    case 'boolean':
      return { test: { kind: 'equals', text: String(value.value), isCased: false } };
    case 'null':
      return { test: nullTest };
    case 'exists':
      return { test: existsTest };
    case 'regex': {
      const flags = value.flags.toSorted().join('');
      return buildRegex(value.source, flags);
    }
    case 'network':
      if (compileNetwork(value.cidr) !== undefined)
        return { test: { kind: 'network', cidr: ownText(value.cidr) } };
      return { code: 'sigma.cidr.invalid', reason: `"${value.cidr}" is not a network` };
    case 'compare':
      return { test: { kind: 'compare', operator: value.operator, limit: value.limit } };
    case 'time':
      return {
        test: { kind: 'time', part: value.part, operator: value.operator, limit: value.limit },
      };
    case 'field':
      return {
        test: { kind: 'field', other: normalizeFieldName(value.other), match: value.match, isCased },
      };
    case 'bytes':
      return {
        code: 'sigma.modifier.order',
        reason: 'encoded text must go on to "base64" or "base64offset"',
      };
  }
}

/** Longest text of a value, in UTF-16 units: SigmaHQ's longest has 178. Together with the next two it bounds a search. */
export const maxPatternText = 4096;
const maxSingles = 32;
const maxRuns = 64;

function tooCostly(pattern: Pattern): BuiltTest | undefined {
  let text = 0;
  let singles = 0;
  let runs = 0;
  for (const part of pattern) {
    if (typeof part === 'string') text += part.length;
    else if (part === anyRun) runs += 1;
    else singles += 1;
  }
  if (text > maxPatternText)
    return { code: 'sigma.value.too-long', reason: `a value has at most ${maxPatternText} characters` };
  if (singles > maxSingles || runs > maxRuns) {
    const reason = `a value has at most ${maxRuns} times "*" and ${maxSingles} times "?"`;
    return { code: 'sigma.value.too-many-wildcards', reason };
  }
  return undefined;
}

/** Expressions found valid or not; rules share some. What was compiled for that is dropped until an event needs it. */
const knownRegexes = createBoundedCache<BuiltTest>(5000, 2000);

function buildRegex(source: string, flags: string): BuiltTest {
  return knownRegexes(`${flags}/${source}`, (): BuiltTest => {
    const regex = compileRegex(source, flags);
    return regex.ok
      ? { test: { kind: 'regex', source: ownText(source), flags }, size: regex.size }
      : { code: 'sigma.regex.invalid', reason: `can't be run by RE2: ${regex.reason}` };
  });
}

/** Patterns with wildcards at their ends only become plain searches. */
function testOfPattern(original: Pattern, isCased: boolean): Test {
  const pattern = joinRuns(isCased ? original : mapLiterals(original, foldCase));
  const isOpenBefore = pattern[0] === anyRun;
  const isOpenAfter = pattern.length > 1 && pattern.at(-1) === anyRun;
  const inner = pattern.slice(isOpenBefore ? 1 : 0, isOpenAfter ? -1 : undefined);
  const [text = ''] = inner;
  if (inner.length <= 1 && typeof text === 'string') {
    const kept = ownText(text);
    if (isOpenBefore && (isOpenAfter || text === '')) return { kind: 'contains', text: kept, isCased };
    return { kind: isOpenBefore ? 'suffix' : isOpenAfter ? 'prefix' : 'equals', text: kept, isCased };
  }
  return { kind: 'wildcard', source: printPattern(pattern), isCased };
}

/** Merges neighbouring literals, which wrapping may leave, and repeated `*`. */
function joinRuns(pattern: Pattern): Pattern {
  const joined: PatternPart[] = [];
  for (const part of pattern) {
    const last = joined.at(-1);
    if (part === anyRun && last === anyRun) continue;
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  return joined;
}
