import { foldCase } from '../../pattern/fold.ts';

/** A regular expression, as far as it matters for what the texts that it finds have in common. */
export type RegexNode =
  /**
   * One character: what it may be after case folding. `ascii` is a mask by code and may hold too much; `texts` is all that
   * it may be, where that is little.
   */
  | { readonly kind: 'character'; readonly ascii: bigint; readonly texts: readonly string[] | undefined }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly least: number; readonly most: number };

/** Any ASCII character. */
export const anyAscii = (1n << 128n) - 1n;
const any: RegexNode = { kind: 'character', ascii: anyAscii, texts: undefined };
const empty: RegexNode = { kind: 'sequence', items: [] };
const maxDepth = 32;
/** Most characters of a class that are listed. */
const maxTexts = 4;

/** Thrown inside this file only, where the syntax is not understood. */
class NotUnderstood extends Error {}

/** Reads the syntax of RE2; undefined for what this reader doesn't understand, though RE2 may. */
export function parseRegex(source: string, flags: string): RegexNode | undefined {
  try {
    return createReader(source, flags.includes('i')).read();
  } catch (cause) {
    if (cause instanceof NotUnderstood) return undefined;
    throw cause;
  }
}

function createReader(source: string, isFolded: boolean): { read(): RegexNode } {
  let at = 0;
  let ignoresCase = isFolded;

  const choice = (depth: number): RegexNode => {
    if (depth > maxDepth) throw new NotUnderstood();
    const outer = ignoresCase;
    const branches: RegexNode[] = [];
    do {
      const items: RegexNode[] = [];
      while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(repeated(depth));
      branches.push({ kind: 'sequence', items });
    } while (source[at] === '|' && ++at > 0);
    ignoresCase = outer;
    const [only] = branches;
    return branches.length === 1 && only !== undefined ? only : { kind: 'choice', items: branches };
  };

  const repeated = (depth: number): RegexNode => {
    let item = atom(depth);
    for (;;) {
      const [whole, sign, least, comma, most] =
        /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at, at + 24)) ?? [];
      if (whole === undefined) return item;
      at += whole.length;
      if (sign !== undefined)
        item = { kind: 'repeat', item, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
      else {
        const upper = comma === '' ? Number(least) : most === '' ? Infinity : Number(most);
        item = { kind: 'repeat', item, least: Number(least), most: upper };
      }
    }
  };

  const atom = (depth: number): RegexNode => {
    const char = source[at] ?? '';
    at += 1;
    switch (char) {
      case '(':
        return group(depth);
      case '[':
        return characterClass();
      case '\\':
        return escape();
      case '.':
        return any;
      case '^':
      case '$':
        return empty;
      default: {
        // A pair of surrogates is one character, which a quantifier repeats as a whole.
        const point = String.fromCodePoint(source.codePointAt(at - 1) ?? 0);
        at += point.length - 1;
        return characters(textsOf(point));
      }
    }
  };

  /** What a character may be after case folding; undefined if that is not known. */
  const textsOf = (char: string): readonly string[] | undefined => {
    // RE2 takes letters for equal that lower-casing keeps apart: of ASCII, s and ſ.
    if (ignoresCase && char > '\u007f') return undefined;
    return ignoresCase && /[sS]/.test(char) ? ['s', 'ſ'] : [foldCase(char)];
  };

  const group = (depth: number): RegexNode => {
    const [opening] = /^\?(?:P?<\w+>|[a-zA-Z]*(?:-[a-zA-Z]+)?[:)])/.exec(source.slice(at, at + 80)) ?? [];
    if (opening === undefined && source[at] === '?') throw new NotUnderstood();
    at += opening?.length ?? 0;
    const outer = ignoresCase;
    if (opening !== undefined && !opening.endsWith('>')) {
      const [on = '', off = ''] = opening.slice(1, -1).split('-');
      if (on.includes('i')) ignoresCase = true;
      if (off.includes('i')) ignoresCase = false;
      // Flags without a group hold until the group around them ends.
      if (opening.endsWith(')')) {
        // A quantifier would go to what is before the flags.
        if (/^[?*+{]/.test(source.slice(at))) throw new NotUnderstood();
        return empty;
      }
    }
    const inner = choice(depth + 1);
    ignoresCase = outer;
    if (source[at] !== ')') throw new NotUnderstood();
    at += 1;
    return inner;
  };

  const characterClass = (): RegexNode => {
    const isNegated = source[at] === '^';
    if (isNegated) at += 1;
    let ascii = 0n;
    const texts: string[] = [];
    let isListed = true;
    const add = (node: RegexNode): void => {
      if (node.kind !== 'character') throw new NotUnderstood();
      ascii |= node.ascii;
      if (node.texts === undefined) isListed = false;
      else texts.push(...node.texts);
    };
    for (let isFirst = true; isFirst || source[at] !== ']'; isFirst = false) {
      if (at >= source.length) throw new NotUnderstood();
      if (source.startsWith('[:', at)) {
        at = source.indexOf(':]', at) + 2;
        if (at === 1) throw new NotUnderstood();
        add(any);
        continue;
      }
      const from = classCharacter(add);
      if (source[at] !== '-' || source[at + 1] === ']' || from === undefined) continue;
      at += 1;
      const to = classCharacter(() => undefined);
      if (to === undefined) throw new NotUnderstood();
      isListed = false;
      ascii |= rangeMask(from, to);
    }
    at += 1;
    // A negated class may hold either case of a letter that it excludes.
    if (isNegated) return any;
    const listed = [...new Set(texts)];
    return { kind: 'character', ascii, texts: isListed && listed.length <= maxTexts ? listed : undefined };
  };

  /** Reads one character of a class and adds it; its code, undefined if it stands for several. */
  const classCharacter = (add: (node: RegexNode) => void): number | undefined => {
    const point = source.codePointAt(at) ?? 0;
    const char = String.fromCodePoint(point);
    at += char.length;
    if (char !== '\\') {
      add(characters(textsOf(char)));
      return point;
    }
    const escaped = source.codePointAt(at) ?? 0;
    const node = escape();
    if (node.kind !== 'character') throw new NotUnderstood();
    add(node);
    return node.texts === undefined || /[a-z]/i.test(String.fromCodePoint(escaped)) ? undefined : escaped;
  };

  const escape = (): RegexNode => {
    const char = source[at] ?? '';
    at += 1;
    const control = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\u0007' }[char];
    if (control !== undefined) return characters([control]);
    if (/[bBAz]/.test(char)) return empty;
    if (char === 'd') return { kind: 'character', ascii: rangeMask(48, 57), texts: undefined };
    if (char === 'w')
      return { kind: 'character', ascii: rangeMask(48, 57) | rangeMask(97, 122) | bit(95), texts: undefined };
    if (char === 's') return characters(['\t', '\n', '\f', '\r', ' ']);
    if (/[DWSC]/.test(char)) return any;
    if (/[^A-Za-z0-9]/.test(char)) return characters(textsOf(char));
    throw new NotUnderstood();
  };

  return {
    read: () => {
      const node = choice(0);
      if (at !== source.length) throw new NotUnderstood();
      return node;
    },
  };
}

function bit(code: number): bigint {
  return 1n << BigInt(code);
}

/** The ASCII characters of a range after case folding. */
function rangeMask(from: number, to: number): bigint {
  let mask = 0n;
  for (let code = from; code <= Math.min(to, 127); code += 1)
    mask |= bit(code >= 65 && code <= 90 ? code + 32 : code);
  // The Kelvin sign and the dotted I fold to ASCII.
  return to > 127 ? mask | bit(107) | bit(105) : mask;
}

function characters(texts: readonly string[] | undefined): RegexNode {
  if (texts === undefined) return any;
  let ascii = 0n;
  for (const text of texts) {
    const code = text.charCodeAt(0);
    if (code < 128) ascii |= bit(code);
  }
  return { kind: 'character', ascii, texts };
}
