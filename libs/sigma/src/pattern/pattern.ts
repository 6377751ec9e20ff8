/** Any number of characters, none included: `*`. */
export const anyRun = Symbol('*');
/** Exactly one character: `?`. */
export const anyOne = Symbol('?');

/** A Sigma string after escapes are read: literal pieces (never empty, never two in a row) and wildcards. */
export type Pattern = readonly PatternPart[];
export type PatternPart = string | typeof anyRun | typeof anyOne;

/**
 * Reads wildcards and escapes (Sigma rules specification, "Escape Character"): a backslash makes `*`, `?` and a
 * backslash literal; before anything else, and at the end, it stands for itself.
 */
export function parsePattern(text: string): Pattern {
  const parts: PatternPart[] = [];
  let literal = '';
  const flush = (wildcard: PatternPart): void => {
    if (literal !== '') parts.push(literal);
    literal = '';
    parts.push(wildcard);
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char === '\\' && (next === '*' || next === '?' || next === '\\')) {
      literal += next;
      at += 1;
    } else if (char === '*') flush(anyRun);
    else if (char === '?') flush(anyOne);
    else literal += char;
  }
  if (literal !== '') parts.push(literal);
  return parts;
}

/** The text of a pattern without wildcards; undefined if it has one. */
export function literalOf(pattern: Pattern): string | undefined {
  if (pattern.length === 0) return '';
  const [only] = pattern;
  return pattern.length === 1 && typeof only === 'string' ? only : undefined;
}

/** Applies `change` to the literal pieces. */
export function mapLiterals(pattern: Pattern, change: (literal: string) => string): Pattern {
  return pattern.map((part) => (typeof part === 'string' ? change(part) : part));
}
