/** A regular expression of RE2, as far as it matters for the texts that it finds. */
export type RegexNode =
  | RegexCharacter
  | { readonly kind: 'start' | 'end' | 'boundary' }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly least: number; readonly most: number };

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
    return createReader(source, flags.includes('i')).read();
  } catch (cause) {
    if (cause === notUnderstood) return undefined;
    throw cause;
  }
}

// The likeliest characters of a class come first.
const digits: readonly CodeRange[] = [[48, 57]];
const letters: readonly CodeRange[] = [
  [97, 122],
  [65, 90],
];
const words: readonly CodeRange[] = [...letters, ...digits, [95, 95]];
const spaces: readonly CodeRange[] = [
  [32, 32],
  [9, 10],
  [12, 13],
];
const classes: Readonly<Record<string, readonly CodeRange[]>> = { d: digits, w: words, s: spaces };
const posixClasses: Readonly<Record<string, readonly CodeRange[]>> = {
  alnum: [...letters, ...digits],
  alpha: letters,
  ascii: [
    [97, 122],
    [0, 127],
  ],
  blank: [
    [32, 32],
    [9, 9],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: digits,
  graph: [[33, 126]],
  lower: [[97, 122]],
  print: [[32, 126]],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  space: [...spaces, [11, 11]],
  upper: [[65, 90]],
  word: words,
  xdigit: [...digits, [97, 102], [65, 70]],
};
const controls: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7 };
const anchors: Readonly<Record<string, 'start' | 'end' | 'boundary'>> = {
  A: 'start',
  z: 'end',
  b: 'boundary',
};
const empty: RegexNode = { kind: 'sequence', items: [] };
const lastCode = 0x10ffff;

/** A number with a leading zero makes no quantifier, but text. */
const quantifier = /(?:([?*+])|\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*|))?\})\??/y;
const groupOpening = /\?(?:P?<\w+>|([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)]))/y;
const posixName = /\[:(\^?)(\w+):\]/y;
const hexDigits = /\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2})/y;
const quotedText = /(.*?)(?:\\E|$)/sy;

/** ASCII characters, which many expressions share: first those whose case counts, then the others. */
const asciiCharacters = [false, true].map((ignoresCase) =>
  Array.from({ length: 128 }, (_, code) => singleCharacter(code, ignoresCase)),
);

function singleCharacter(code: number, ignoresCase: boolean): RegexCharacter {
  return { kind: 'character', ranges: [[code, code]], isNegated: false, ignoresCase };
}

function createReader(source: string, isFolded: boolean): { read(): RegexNode } {
  let at = 0;
  let ignoresCase = isFolded;

  const choice = (depth: number): RegexNode => {
    if (depth > maxDepth) throw notUnderstood;
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
      const [, sign, least, comma, most] = take(quantifier) ?? [];
      if (sign === undefined && least === undefined) return item;
      if (sign !== undefined)
        item = { kind: 'repeat', item, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
      else {
        const upper = comma === undefined ? Number(least) : most === '' ? Infinity : Number(most);
        item = { kind: 'repeat', item, least: Number(least), most: upper };
      }
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
        return character([], true);
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
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
    ignoresCase,
  });
  const single = (code: number): RegexCharacter =>
    asciiCharacters[Number(ignoresCase)]?.[code] ?? singleCharacter(code, ignoresCase);

  const group = (depth: number): RegexNode => {
    const opening = take(groupOpening);
    if (opening === undefined && source[at] === '?') throw notUnderstood;
    const [, on = '', off = '', end] = opening ?? [];
    const outer = ignoresCase;
    if (on.includes('i')) ignoresCase = true;
    if (off.includes('i')) ignoresCase = false;
    if (end === ')') {
      // Flags without a group hold until the group around them ends.
      refuseQuantifier();
      return empty;
    }
    const inner = choice(depth + 1);
    ignoresCase = outer;
    if (source[at] !== ')') throw notUnderstood;
    at += 1;
    return inner;
  };

  /** After some syntax, a quantifier would go to something before it, or to a part of it. */
  const refuseQuantifier = (): void => {
    if (/[?*+{]/.test(source[at] ?? '')) throw notUnderstood;
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
    const anchor = anchors[char];
    const ranges = classes[char.toLowerCase()];
    if (anchor !== undefined) return { kind: anchor };
    if (ranges !== undefined) return character(ranges, char !== char.toLowerCase());
    if (char === 'B') return empty;
    if (char === 'C') return character([], true);
    if (char === 'Q') return quoted();
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

  const quoted = (): RegexNode => {
    const [, text = ''] = take(quotedText) ?? [];
    refuseQuantifier();
    return { kind: 'sequence', items: Array.from(text, (char) => single(char.codePointAt(0) ?? 0)) };
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
  const ranges = Object.hasOwn(posixClasses, name) ? posixClasses[name] : undefined;
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
