import { foldCase } from '../../pattern/fold.ts';

/**
 * Texts of which every text that a regular expression finds contains one, after case folding. Empty if none are known.
 * A syntax that isn't understood gives none, so what RE2 takes and this reader doesn't is evaluated on every event.
 */
export function regexLiterals(source: string, flags: string): readonly string[] {
  const reader = createReader(source, flags.includes('i'));
  const found = reader.read();
  if (found === undefined) return [];
  return choose([found.exact, found.required]) ?? [];
}

/** What is known of a part: the only texts that it matches, and texts of which it contains one. */
interface Known {
  readonly exact: readonly string[] | undefined;
  readonly required: readonly string[] | undefined;
}

const nothing: Known = { exact: undefined, required: undefined };
const emptyText: Known = { exact: [''], required: undefined };
/** Most texts of a set, most characters of one, and deepest nesting. */
const maxTexts = 24;
const maxLength = 64;
const maxDepth = 32;

/** The set whose shortest text is longest; of these the smallest. */
function choose(sets: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  for (const set of sets) {
    if (set === undefined || shortest(set) === 0) continue;
    if (best === undefined || worth(set) > worth(best)) best = set;
  }
  return best;
}

function worth(set: readonly string[]): number {
  return Math.min(8, shortest(set)) - set.length / maxTexts;
}

function shortest(set: readonly string[]): number {
  return set.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
}

/** Every text of one set followed by every text of the other; undefined if that is too much. */
function product(left: readonly string[], right: readonly string[]): readonly string[] | undefined {
  if (left.length * right.length > maxTexts) return undefined;
  const texts = new Set(left.flatMap((head) => right.map((tail) => head + tail)));
  return [...texts].some(({ length }) => length > maxLength) ? undefined : [...texts];
}

function union(sets: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const texts = new Set<string>();
  for (const set of sets) {
    if (set === undefined) return undefined;
    for (const text of set) texts.add(text);
  }
  return texts.size > maxTexts ? undefined : [...texts];
}

/** Joins parts that follow each other. */
function sequence(parts: readonly Known[]): Known {
  const candidates: (readonly string[] | undefined)[] = [];
  let run: readonly string[] = [''];
  let isExact = true;
  for (const { exact, required } of parts) {
    candidates.push(required);
    const joined = exact && product(run, exact);
    if (joined !== undefined) {
      run = joined;
      continue;
    }
    candidates.push(run, exact);
    // What was too much together goes on from its second half.
    run = exact ?? [''];
    isExact = false;
  }
  candidates.push(run);
  return { exact: isExact ? run : undefined, required: choose(candidates) };
}

/** Thrown inside this file only, where the syntax is not understood. */
class NotUnderstood extends Error {}

function createReader(source: string, isFolded: boolean): { read(): Known | undefined } {
  let at = 0;
  let ignoresCase = isFolded;

  const alternatives = (depth: number): Known => {
    if (depth > maxDepth) throw new NotUnderstood();
    const outer = ignoresCase;
    const branches: Known[] = [];
    do {
      const parts: Known[] = [];
      while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(depth));
      branches.push(sequence(parts));
    } while (source[at] === '|' && ++at > 0);
    ignoresCase = outer;
    const [only] = branches;
    if (branches.length === 1 && only !== undefined) return only;
    return {
      exact: union(branches.map(({ exact }) => exact)),
      required: union(branches.map(({ exact, required }) => choose([exact, required]))),
    };
  };

  const repeated = (depth: number): Known => {
    let part = atom(depth);
    for (;;) {
      const [quantifier] = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 24)) ?? [];
      if (quantifier === undefined) return part;
      at += quantifier.length;
      part = repeat(part, quantifier);
    }
  };

  const atom = (depth: number): Known => {
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
        return nothing;
      case '^':
      case '$':
        return emptyText;
      default: {
        // A pair of surrogates is one character, which a quantifier repeats as a whole.
        const point = String.fromCodePoint(source.codePointAt(at - 1) ?? 0);
        at += point.length - 1;
        return character(point);
      }
    }
  };

  const character = (char: string): Known => {
    // RE2 takes letters for equal that lower-casing keeps apart: of ASCII, s and ſ.
    if (ignoresCase && char > '\u007f') return nothing;
    if (ignoresCase && (char === 's' || char === 'S')) return { exact: ['s', 'ſ'], required: undefined };
    return { exact: [foldCase(char)], required: undefined };
  };

  const group = (depth: number): Known => {
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
        return emptyText;
      }
    }
    const inner = alternatives(depth + 1);
    ignoresCase = outer;
    if (source[at] !== ')') throw new NotUnderstood();
    at += 1;
    return inner;
  };

  const characterClass = (): Known => {
    const isNegated = source[at] === '^';
    if (isNegated) at += 1;
    const chars: string[] = [];
    let isSmall = !isNegated;
    for (let isFirst = true; isFirst || source[at] !== ']'; isFirst = false) {
      if (at >= source.length) throw new NotUnderstood();
      if (source.startsWith('[:', at)) {
        at = source.indexOf(':]', at) + 2;
        if (at === 1) throw new NotUnderstood();
        isSmall = false;
        continue;
      }
      const char = source[at] ?? '';
      at += 1;
      if (char === '\\') {
        const { exact } = escape();
        if (exact === undefined) isSmall = false;
        else chars.push(...exact);
      } else chars.push(...(character(char).exact ?? ['', '']));
      if (source[at] === '-' && source[at + 1] !== ']') isSmall = false;
    }
    at += 1;
    const texts = [...new Set(chars)];
    const isKnown =
      isSmall && texts.length <= 4 && texts.every((text) => text.length === 1 && text < '\u0080');
    return isKnown ? { exact: texts, required: undefined } : nothing;
  };

  const escape = (): Known => {
    const char = source[at] ?? '';
    at += 1;
    const control = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\u0007' }[char];
    if (control !== undefined) return { exact: [control], required: undefined };
    if (/[bBAz]/.test(char)) return emptyText;
    if (/[dDwWsSC]/.test(char)) return nothing;
    if (/[^A-Za-z0-9]/.test(char)) return character(char);
    throw new NotUnderstood();
  };

  return {
    read: () => {
      try {
        const known = alternatives(0);
        return at === source.length ? known : undefined;
      } catch (cause) {
        if (cause instanceof NotUnderstood) return undefined;
        throw cause;
      }
    },
  };
}

function repeat(part: Known, quantifier: string): Known {
  const text = quantifier.length > 1 && quantifier.endsWith('?') ? quantifier.slice(0, -1) : quantifier;
  if (text === '?') return { exact: part.exact && union([part.exact, ['']]), required: undefined };
  const least = text === '+' ? 1 : text === '*' ? 0 : Number(/\d+/.exec(text)?.[0] ?? 0);
  if (least === 0) return nothing;
  const isFixed = /^\{\d+\}$/.test(text);
  let run = part.exact;
  for (let count = 1; count < least && run !== undefined && part.exact !== undefined; count += 1) {
    const longer = product(run, part.exact);
    if (longer === undefined) return { exact: undefined, required: choose([run, part.required]) };
    run = longer;
  }
  return { exact: isFixed ? run : undefined, required: choose([run, part.required]) };
}
