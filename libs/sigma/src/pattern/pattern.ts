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
  if (!/[*?\\]/.test(text)) return text === '' ? [] : [text];
  const parts: PatternPart[] = [];
  let literal: string[] = [];
  const close = (): void => {
    if (literal.length > 0) parts.push(literal.join(''));
    literal = [];
  };
  for (const [piece] of text.matchAll(pieces)) {
    if (piece === '*' || piece === '?') {
      close();
      parts.push(piece === '*' ? anyRun : anyOne);
    } else literal.push(piece.length === 2 && piece.startsWith('\\') ? piece.slice(1) : piece);
  }
  close();
  return parts;
}

/** A wildcard, an escape, a run of other characters, or a backslash that stands for itself. */
const pieces = /[*?]|\\[*?\\]|[^*?\\]+|\\/g;

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
