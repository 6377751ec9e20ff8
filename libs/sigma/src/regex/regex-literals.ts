import { foldedTexts } from './folded-character.ts';
import type { RegexNode } from './parse-regex.ts';

/** Texts of which every text that a regular expression finds contains one, after case folding. Empty if none are known. */
export function regexLiterals(node: RegexNode): readonly string[] {
  const { exact, required } = knownOf(node);
  return choose([exact, required]) ?? [];
}

/** What is known of a part: the only texts that it matches, and texts of which it contains one. */
interface Known {
  readonly exact: readonly string[] | undefined;
  readonly required: readonly string[] | undefined;
}

const nothing: Known = { exact: undefined, required: undefined };
/** Most texts of a set, and most characters of one. */
const maxTexts = 24;
const maxLength = 64;

function knownOf(node: RegexNode): Known {
  switch (node.kind) {
    case 'character':
      return { exact: foldedTexts(node), required: undefined };
    case 'edge':
      return { exact: [''], required: undefined };
    case 'sequence':
      return sequence(node.items.map(knownOf));
    case 'choice': {
      const branches = node.items.map(knownOf);
      return {
        exact: union(branches.map(({ exact }) => exact)),
        required: union(branches.map(({ exact, required }) => choose([exact, required]))),
      };
    }
    case 'repeat':
      return repeat(knownOf(node.item), node.least, node.most);
  }
}

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

function repeat(part: Known, least: number, most: number): Known {
  if (least === 0)
    return most === 1 ? { exact: part.exact && union([part.exact, ['']]), required: undefined } : nothing;
  let run = part.exact;
  for (let count = 1; count < least && run !== undefined && part.exact !== undefined; count += 1) {
    const longer = product(run, part.exact);
    if (longer === undefined) return { exact: undefined, required: choose([run, part.required]) };
    run = longer;
  }
  return { exact: least === most ? run : undefined, required: choose([run, part.required]) };
}
