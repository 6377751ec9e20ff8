import { RE2JS } from 're2js';
import { anyOne, anyRun } from './pattern.ts';
import type { Pattern } from './pattern.ts';

/** Tells whether a pattern matches a whole text, in linear time. */
export type WildcardMatcher = (text: string) => boolean;

/** Compiles a pattern. The text must be case-folded in the same way as the pattern's literals. */
export function compileWildcard(pattern: Pattern): WildcardMatcher {
  const source = pattern.map((part) => (part === anyRun ? '.*' : part === anyOne ? '.' : RE2JS.quote(part)));
  const regex = RE2JS.compile(source.join(''), RE2JS.DOTALL);
  return (text) => regex.matches(text);
}
