/** A regular expression of RE2, as far as it matters for writing a text that it finds. */
export type RegexSyntax =
  /** One character: of the ranges of code points, or of none of them. */
  | { readonly kind: 'set'; readonly ranges: readonly CodeRange[]; readonly isNegated: boolean }
  | { readonly kind: 'any' | 'start' | 'end' | 'boundary' }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly RegexSyntax[] }
  | { readonly kind: 'repeat'; readonly item: RegexSyntax; readonly least: number; readonly most: number };

export type CodeRange = readonly [from: number, to: number];

const maxDepth = 100;

/** Thrown inside this file only, where the syntax is not understood. */
class NotUnderstood extends Error {}

/** Reads the syntax of RE2 (its page "Syntax"); undefined for what this reader doesn't know. */
export function readRegexSyntax(source: string): RegexSyntax | undefined {
  try {
    return createReader(source).read();
  } catch (cause) {
    if (cause instanceof NotUnderstood) return undefined;
    throw cause;
  }
}

const digits: readonly CodeRange[] = [[48, 57]];
const words: readonly CodeRange[] = [
  [97, 122],
  [65, 90],
  [48, 57],
  [95, 95],
];
const spaces: readonly CodeRange[] = [
  [32, 32],
  [9, 10],
  [12, 13],
];
const classes: Readonly<Record<string, readonly CodeRange[]>> = { d: digits, w: words, s: spaces };
const posix: Readonly<Record<string, readonly CodeRange[]>> = {
  alnum: words.slice(0, 3),
  alpha: words.slice(0, 2),
  ascii: [
    [97, 122],
    [0, 127],
  ],
  blank: [
    [32, 32],
    [9, 9],
  ],
  cntrl: [[0, 31]],
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
  space: spaces,
  upper: [[65, 90]],
  word: words,
  xdigit: [
    [48, 57],
    [97, 102],
    [65, 70],
  ],
};
const controls: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7 };
const empty: RegexSyntax = { kind: 'sequence', items: [] };

function createReader(source: string): { read(): RegexSyntax } {
  let at = 0;

  const choice = (depth: number): RegexSyntax => {
    if (depth > maxDepth) throw new NotUnderstood();
    const branches: RegexSyntax[] = [];
    do {
      const items: RegexSyntax[] = [];
      while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(repeated(depth));
      branches.push({ kind: 'sequence', items });
    } while (source[at] === '|' && ++at > 0);
    const [only] = branches;
    return branches.length === 1 && only !== undefined ? only : { kind: 'choice', items: branches };
  };

  const repeated = (depth: number): RegexSyntax => {
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

  const atom = (depth: number): RegexSyntax => {
    const char = nextChar();
    switch (char) {
      case '(':
        return group(depth);
      case '[':
        return characterClass();
      case '\\':
        return escape();
      case '.':
        return { kind: 'any' };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      default:
        return single(char.codePointAt(0) ?? 0);
    }
  };

  const nextChar = (): string => {
    if (at >= source.length) throw new NotUnderstood();
    const char = String.fromCodePoint(source.codePointAt(at) ?? 0);
    at += char.length;
    return char;
  };

  const group = (depth: number): RegexSyntax => {
    const [opening] = /^\?(?:P?<\w+>|[a-zA-Z]*(?:-[a-zA-Z]+)?[:)])/.exec(source.slice(at, at + 80)) ?? [];
    if (opening === undefined && source[at] === '?') throw new NotUnderstood();
    at += opening?.length ?? 0;
    if (opening?.endsWith(')') === true) return empty;
    const inner = choice(depth + 1);
    if (source[at] !== ')') throw new NotUnderstood();
    at += 1;
    return inner;
  };

  const characterClass = (): RegexSyntax => {
    const isNegated = source[at] === '^';
    if (isNegated) at += 1;
    const ranges: CodeRange[] = [];
    for (let isFirst = true; isFirst || source[at] !== ']'; isFirst = false) {
      const name = /^\[:(\w+):\]/.exec(source.slice(at, at + 12));
      if (name !== null) {
        ranges.push(...(posix[name[1] ?? ''] ?? []));
        at += name[0].length;
        continue;
      }
      const from = classMember();
      const [only] = from;
      const isRange =
        source[at] === '-' && source[at + 1] !== ']' && from.length === 1 && only?.[0] === only?.[1];
      if (!isRange || only === undefined) {
        ranges.push(...from);
        continue;
      }
      at += 1;
      const [to] = classMember();
      if (to === undefined) throw new NotUnderstood();
      ranges.push([only[0], to[1]]);
    }
    at += 1;
    return { kind: 'set', ranges, isNegated };
  };

  const classMember = (): readonly CodeRange[] => {
    const char = nextChar();
    if (char !== '\\') return [[char.codePointAt(0) ?? 0, char.codePointAt(0) ?? 0]];
    const member = escape();
    if (member.kind !== 'set') throw new NotUnderstood();
    return member.isNegated ? complementOf(member.ranges) : member.ranges;
  };

  const escape = (): RegexSyntax => {
    const char = nextChar();
    const control = controls[char];
    if (control !== undefined) return single(control);
    if (char === 'A') return { kind: 'start' };
    if (char === 'z') return { kind: 'end' };
    if (char === 'b') return { kind: 'boundary' };
    if (char === 'B') return empty;
    if (char === 'C') return { kind: 'any' };
    const ranges = classes[char.toLowerCase()];
    if (ranges !== undefined) return { kind: 'set', ranges, isNegated: char !== char.toLowerCase() };
    if (char === 'x') return single(hexCode());
    if (char === 'Q') return quoted();
    if (/[^A-Za-z0-9]/.test(char)) return single(char.codePointAt(0) ?? 0);
    throw new NotUnderstood();
  };

  const hexCode = (): number => {
    const found = /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/.exec(source.slice(at, at + 8));
    const code = Number.parseInt(found?.[1] ?? found?.[2] ?? '', 16);
    if (found === null || !(code <= 0x10ffff)) throw new NotUnderstood();
    at += found[0].length;
    return code;
  };

  const quoted = (): RegexSyntax => {
    const end = source.indexOf('\\E', at);
    const text = source.slice(at, end === -1 ? source.length : end);
    at = end === -1 ? source.length : end + 2;
    return { kind: 'sequence', items: [...text].map((char) => single(char.codePointAt(0) ?? 0)) };
  };

  return {
    read: () => {
      const read = choice(0);
      if (at !== source.length) throw new NotUnderstood();
      return read;
    },
  };
}

function single(code: number): RegexSyntax {
  return { kind: 'set', ranges: [[code, code]], isNegated: false };
}

function complementOf(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const complement: CodeRange[] = [];
  let next = 0;
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    if (from > next) complement.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  return [...complement, [next, 0x10ffff]];
}
