import type { Value } from '../modifiers/modifier.ts';
import { foldCase } from '../pattern/fold.ts';
import { anyOne, anyRun, mapLiterals } from '../pattern/pattern.ts';
import type { Pattern, PatternPart } from '../pattern/pattern.ts';
import { compileWildcard } from '../pattern/wildcard.ts';
import { normalizeFieldName } from './field-name.ts';
import { compileNetwork } from './network.ts';
import type { Predicate, Test } from './predicate.ts';
import { compileRegex } from './regex.ts';

/** A predicate, or why the value can't be one. */
export type BuiltPredicate =
  { readonly predicate: Predicate } | { readonly code: string; readonly reason: string };

/** Makes the predicate for a value that has been through all its modifiers. */
export function buildPredicate(field: string | undefined, value: Value, isCased: boolean): BuiltPredicate {
  const accept = (test: Test, identity: string): BuiltPredicate => ({
    predicate: { field, test, key: JSON.stringify([field ?? null, test.kind, isCased, identity]) },
  });
  switch (value.kind) {
    case 'text': {
      const test = testOfPattern(value.pattern, isCased);
      return accept(test, identityOf(value.pattern, isCased));
    }
    case 'number':
      return accept({ kind: 'equals', text: foldCase(value.text), isCased: false }, foldCase(value.text));
    case 'boolean':
      return accept({ kind: 'equals', text: String(value.value), isCased: false }, String(value.value));
    case 'null':
      return accept({ kind: 'null' }, '');
    case 'exists':
      return accept({ kind: 'exists' }, '');
    case 'regex': {
      const flags = [...new Set(value.flags)].sort();
      const regex = compileRegex(value.source, flags);
      if (!regex.ok)
        return { code: 'sigma.regex.invalid', reason: `not a regular expression of RE2: ${regex.reason}` };
      return accept(
        { kind: 'regex', matches: regex.matches, literal: regex.literal },
        flags.join('') + '/' + value.source,
      );
    }
    case 'network': {
      const contains = compileNetwork(value.cidr);
      if (contains === undefined)
        return { code: 'sigma.cidr.invalid', reason: `"${value.cidr}" is not a network` };
      return accept({ kind: 'network', contains }, value.cidr);
    }
    case 'compare':
      return accept(
        { kind: 'compare', holds: comparison(value.operator, value.limit) },
        value.operator + String(value.limit),
      );
    case 'field': {
      const other = normalizeFieldName(value.other);
      return accept({ kind: 'field', other, match: value.match, isCased }, `${value.match} ${other}`);
    }
    case 'bytes':
      return {
        code: 'sigma.modifier.order',
        reason: 'encoded text must go on to "base64" or "base64offset"',
      };
  }
}

function comparison(operator: 'lt' | 'lte' | 'gt' | 'gte', limit: number): (value: number) => boolean {
  switch (operator) {
    case 'lt':
      return (value) => value < limit;
    case 'lte':
      return (value) => value <= limit;
    case 'gt':
      return (value) => value > limit;
    case 'gte':
      return (value) => value >= limit;
  }
}

/** Patterns with wildcards at their ends only become plain searches. */
function testOfPattern(original: Pattern, isCased: boolean): Test {
  const pattern = joinRuns(isCased ? original : mapLiterals(original, foldCase));
  const isOpenBefore = pattern[0] === anyRun;
  const isOpenAfter = pattern.length > 1 && pattern.at(-1) === anyRun;
  const inner = pattern.slice(isOpenBefore ? 1 : 0, isOpenAfter ? -1 : undefined);
  const [text = ''] = inner;
  if (inner.length <= 1 && typeof text === 'string') {
    if (isOpenBefore && (isOpenAfter || text === '')) return { kind: 'contains', text, isCased };
    return { kind: isOpenBefore ? 'suffix' : isOpenAfter ? 'prefix' : 'equals', text, isCased };
  }
  return { kind: 'wildcard', matches: compileWildcard(pattern), literal: longestLiteral(pattern), isCased };
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

function longestLiteral(pattern: Pattern): string {
  let longest = '';
  for (const part of pattern) if (typeof part === 'string' && part.length > longest.length) longest = part;
  return longest;
}

function identityOf(original: Pattern, isCased: boolean): string {
  const pattern = joinRuns(isCased ? original : mapLiterals(original, foldCase));
  return pattern
    .map((part) =>
      part === anyRun ? '*' : part === anyOne ? '?' : part.replaceAll(/[\\*?]/g, String.raw`\$&`),
    )
    .join('');
}
