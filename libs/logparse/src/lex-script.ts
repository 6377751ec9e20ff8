/** Piece of a script; offsets in UTF-16 units, `end` exclusive. */
export interface Token {
  readonly kind:
    'name' | 'text' | 'open' | 'close' | 'equals' | 'comma' | 'bar' | 'unclosed' | 'unknown' | 'end';
  /** As written; of a `text` what it means. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const marks = { '(': 'open', ')': 'close', '=': 'equals', ',': 'comma', '|': 'bar' } as const;
const space = /[\s]+/y;
const comment = /#[^\n]*/y;
const name = /[A-Za-z0-9_.]+/y;
const quoted = /"(?:[^"\\]|\\[^])*"/y;

/** Takes a script apart. White space and comments, from `#` to the end of the line, are left out; an `end` comes last. */
export function lexScript(script: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(script)?.[0];
  };
  while (at < script.length) {
    const skipped = take(space) ?? take(comment);
    if (skipped !== undefined) {
      at += skipped.length;
      continue;
    }
    const start = at;
    const add = (kind: Token['kind'], length: number, text = script.slice(start, start + length)): void => {
      at = start + length;
      tokens.push({ kind, text, start, end: at });
    };
    const char = script.charAt(at);
    const word = take(name);
    const string = take(quoted);
    if (word !== undefined) add('name', word.length);
    else if (string !== undefined) add('text', string.length, unescape(string.slice(1, -1)));
    else if (char === '"') add('unclosed', script.length - at);
    else if (char in marks) add(marks[char as keyof typeof marks], 1);
    else add('unknown', String.fromCodePoint(script.codePointAt(at) ?? 0).length);
  }
  tokens.push({ kind: 'end', text: '', start: script.length, end: script.length });
  return tokens;
}

/** `\"` is a quote and `\\` a backslash; before anything else a backslash is itself, so that patterns stay readable. */
function unescape(written: string): string {
  return written.replaceAll(/\\(["\\])/g, '$1');
}

/** The text in quotes, such that it is read as the same. */
export function quoteText(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
