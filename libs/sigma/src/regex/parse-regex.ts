import { mapOf } from '../map-of.ts';

/** A regular expression of RE2, as far as it matters for the texts that it finds. */
export type RegexNode =
  | RegexCharacter
  | { readonly kind: 'edge'; readonly edge: RegexEdge }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly least: number; readonly most: number };

/** Where no character stands: the ends of the text or of a line, or a place that is or is not the end of a word. */
export type RegexEdge = 'start' | 'end' | 'lineStart' | 'lineEnd' | 'boundary' | 'noBoundary';

/** One character: of these ranges of code points, or of none of them. */
export interface RegexCharacter {
  readonly kind: 'character';
  readonly ranges: readonly CodeRange[];
  readonly isNegated: boolean;
  readonly ignoresCase: boolean;
}

export type CodeRange = readonly [from: number, to: number];

const maxDepth = 100;

/** Thrown inside this file only, where the syntax is not understood. */
const notUnderstood = new Error('the syntax of the regular expression is not understood');

/** Reads the syntax of RE2 (its page "Syntax"); undefined for what this reader doesn't understand, though RE2 may. */
export function parseRegex(source: string, flags: string): RegexNode | undefined {
  try {
    return createReader(source.replace(quotes, unquote), flags).read();
  } catch (cause) {
    if (cause === notUnderstood) return undefined;
    throw cause;
  }
}

/** Ranges by the characters at their ends, the likeliest first. */
function rangesFrom(ends: string): readonly CodeRange[] {
  return Array.from({ length: ends.length / 2 }, (_, index) => [
    ends.charCodeAt(index * 2),
    ends.charCodeAt(index * 2 + 1),
  ]);
}

/** The classes of ASCII characters by their names; `d`, `s` and `w` are those of Perl. */
const classes = mapOf(
  {
    d: '09',
    w: 'azAZ09__',
    s: '  \t\n\f\r',
    alnum: 'azAZ09',
    alpha: 'azAZ',
    ascii: 'az\0\x7f',
    blank: '  \t\t',
    cntrl: '\0\x1f\x7f\x7f',
    digit: '09',
    graph: '!~',
    lower: 'az',
    print: ' ~',
    punct: '!/:@[`{~',
    space: '  \t\r',
    upper: 'AZ',
    word: 'azAZ09__',
    xdigit: '09afAF',
  },
  rangesFrom,
);
const controls: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7 };
const edges: Readonly<Record<string, RegexEdge>> = { A: 'start', z: 'end', b: 'boundary', B: 'noBoundary' };
const newline: readonly CodeRange[] = [[10, 10]];
const empty: RegexNode = { kind: 'sequence', items: [] };
/** The last code point. */
export const lastCode = 0x10ffff;

/** A number with a leading zero makes no quantifier, but text. */
const quantifier = /(?:([?*+])|\{(0|[1-9]\d*)(?:,(0|[1-9]\d*|))?\})\??/y;
const groupOpening = /\?(?:P?<\w+>|([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)]))/y;
const posixName = /\[:(\^?)(\w+):\]/y;
const hexDigits = /\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2})/y;

function edge(where: RegexEdge): RegexNode {
  return { kind: 'edge', edge: where };
}

/** A quoted text, or another escape, which may be a backslash before the letter Q. */
const quotes = /\\Q(.*?)(?:\\E|$)|\\./gs;

/** The same text, each character by its number. */
function unquote(escape: string, text?: string): string {
  if (text === undefined) return escape;
  return Array.from(text, (char) => `\\x{${char.codePointAt(0)?.toString(16)}}`).join('');
}

function createReader(source: string, flags: string): { read(): RegexNode } {
  let at = 0;
  /** Those of `i`, `m` and `s` that hold here. */
  let holding = flags;

  const choice = (depth: number): RegexNode => {
    if (depth > maxDepth) throw notUnderstood;
    const outer = holding;
    const branches: RegexNode[] = [];
    do {
      const items: RegexNode[] = [];
      while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(repeated(depth));
      branches.push({ kind: 'sequence', items });
    } while (source[at] === '|' && ++at > 0);
    holding = outer;
    const [only] = branches;
    return branches.length === 1 && only !== undefined ? only : { kind: 'choice', items: branches };
  };

  const repeated = (depth: number): RegexNode => {
    let item = atom(depth);
    for (;;) {
      const [found, sign, least = sign === '+' ? 1 : 0, upper = least] = take(quantifier) ?? [];
      if (found === undefined) return item;
      const most = sign === '?' ? 1 : sign !== undefined || upper === '' ? Infinity : Number(upper);
      item = { kind: 'repeat', item, least: Number(least), most };
    }
  };

  /** What a sticky pattern finds here, which is then behind the reader. */
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source) ?? undefined;
    at += found?.[0].length ?? 0;
    return found;
  };

  const atom = (depth: number): RegexNode => {
    const char = nextChar();
    switch (char) {
      case '(':
        return group(depth);
      case '[':
        return characterClass();
      case '\\':
        return escape();
      case '.':
        return character(holding.includes('s') ? [] : newline, true);
      case '^':
        return edge(holding.includes('m') ? 'lineStart' : 'start');
      case '$':
        return edge(holding.includes('m') ? 'lineEnd' : 'end');
      default:
        return single(char.codePointAt(0) ?? 0);
    }
  };

  /** A pair of surrogates is one character, which a quantifier repeats as a whole. */
  const nextChar = (): string => {
    if (at >= source.length) throw notUnderstood;
    const char = String.fromCodePoint(source.codePointAt(at) ?? 0);
    at += char.length;
    return char;
  };

  const character = (ranges: readonly CodeRange[], isNegated = false): RegexCharacter => ({
    kind: 'character',
    ranges,
    isNegated,
    ignoresCase: holding.includes('i'),
  });
  const single = (code: number): RegexCharacter => character([[code, code]]);

  const group = (depth: number): RegexNode => {
    const opening = take(groupOpening);
    if (opening === undefined && source[at] === '?') throw notUnderstood;
    const [, on = '', off = '', end] = opening ?? [];
    const outer = holding;
    if (on + off !== '') holding = [...holding, ...on].filter((flag) => !off.includes(flag)).join('');
    if (end === ')') {
      // Flags without a group hold until the group around them ends. A quantifier would go to something before them.
      if (/[?*+{]/.test(source[at] ?? '')) throw notUnderstood;
      return empty;
    }
    const inner = choice(depth + 1);
    holding = outer;
    if (source[at] !== ')') throw notUnderstood;
    at += 1;
    return inner;
  };

  const characterClass = (): RegexNode => {
    const isNegated = source[at] === '^';
    if (isNegated) at += 1;
    const ranges: CodeRange[] = [];
    for (let isFirst = true; isFirst || source[at] !== ']'; isFirst = false) {
      const [, not, name] = take(posixName) ?? [];
      const from = name === undefined ? classMember() : posixClass(name, not === '^');
      const [only] = from;
      const isOne = name === undefined && from.length === 1 && only?.[0] === only?.[1];
      if (!isOne || only === undefined || source[at] !== '-' || source[at + 1] === ']') {
        ranges.push(...from);
        continue;
      }
      at += 1;
      const [to] = classMember();
      if (to === undefined) throw notUnderstood;
      ranges.push([only[0], to[1]]);
    }
    at += 1;
    return character(ranges, isNegated);
  };

  const classMember = (): readonly CodeRange[] => {
    const char = nextChar();
    const member = char === '\\' ? escape() : single(char.codePointAt(0) ?? 0);
    if (member.kind !== 'character') throw notUnderstood;
    return member.isNegated ? complementOf(member.ranges) : member.ranges;
  };

  const escape = (): RegexNode => {
    const char = nextChar();
    const where = edges[char];
    const ranges = classes.get(char.toLowerCase());
    if (where !== undefined) return edge(where);
    if (ranges !== undefined) return character(ranges, char !== char.toLowerCase());
    const code = char === 'x' ? hexCode() : (controls[char] ?? char.codePointAt(0) ?? 0);
    if (/[A-Za-z0-9]/.test(char) && char !== 'x' && controls[char] === undefined) throw notUnderstood;
    return single(code);
  };

  const hexCode = (): number => {
    const [, braced, plain] = take(hexDigits) ?? [];
    const code = Number.parseInt(braced ?? plain ?? '', 16);
    if (!(code <= lastCode)) throw notUnderstood;
    return code;
  };

  return {
    read: () => {
      const node = choice(0);
      if (at !== source.length) throw notUnderstood;
      return node;
    },
  };
}

function posixClass(name: string, isNegated: boolean): readonly CodeRange[] {
  const ranges = name.length > 1 ? classes.get(name) : undefined;
  if (ranges === undefined) throw notUnderstood;
  return isNegated ? complementOf(ranges) : ranges;
}

function complementOf(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const complement: CodeRange[] = [];
  let next = 0;
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    if (from > next) complement.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  return [...complement, [next, lastCode]];
}
