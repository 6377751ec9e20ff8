import { RE2JS } from 're2js';

/** Flags of the `i`, `m` and `s` modifiers. */
export type RegexFlag = 'i' | 'm' | 's';

export type CompiledRegex =
  | { readonly ok: true; readonly matches: (text: string) => boolean }
  | { readonly ok: false; readonly reason: string };

/** Compiles a search in linear time (RE2): no back-references, no look-around, bounded repetition. */
export function compileRegex(source: string, flags: string): CompiledRegex {
  const bits =
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0);
  try {
    const regex = RE2JS.compile(source, bits);
    return { ok: true, matches: (text) => regex.test(text) };
  } catch (cause) {
    return { ok: false, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}

/**
 * A text without which the regular expression can't match, or ''. Looks only at what stands outside of groups, classes
 * and alternatives, which is enough to skip the search on nearly every event.
 */
export function mandatoryLiteral(source: string): string {
  let best = '';
  let run = '';
  let depth = 0;
  const close = (): void => {
    if (run.length > best.length) best = run;
    run = '';
  };
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === '[') at = endOfClass(source, at);
    if (char === '|' && depth === 0) return '';
    if (char === '(') {
      // Inline flags may change how letters compare.
      if (source.startsWith('(?', at) && !source.startsWith('(?:', at)) return '';
      depth += 1;
    }
    if (char === ')') depth -= 1;
    const escaped = char === '\\' ? source.charAt(at + 1) : '';
    if (escaped !== '') at += 1;
    if (escaped !== '' && /[QEpPx0-7]/.test(escaped)) return '';
    const literal =
      char === '\\'
        ? /[A-Za-z0-9]/.test(escaped)
          ? ''
          : escaped
        : /[[\](){}|^$.*+?]/.test(char)
          ? ''
          : char;
    const next = source.charAt(at + 1);
    if (literal === '' || depth > 0) close();
    else if (next === '?' || next === '*' || next === '{') close();
    else run += literal;
    if (next === '{') at = source.indexOf('}', at) === -1 ? at : source.indexOf('}', at);
    if (next === '+') close();
  }
  close();
  return best;
}

/** Index of the bracket that closes the class which opens at `start`. */
function endOfClass(source: string, start: number): number {
  let at = start + 1;
  if (source.charAt(at) === '^') at += 1;
  if (source.charAt(at) === ']') at += 1;
  for (; at < source.length && source.charAt(at) !== ']'; at += 1) {
    if (source.charAt(at) === '\\') at += 1;
    else if (source.startsWith('[:', at)) at = Math.max(at, source.indexOf(':]', at) + 1);
  }
  return at;
}
