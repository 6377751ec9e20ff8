import { lastCode } from './parse-regex.ts';
import type { CodeRange, RegexCharacter, RegexEdge, RegexNode } from './parse-regex.ts';

/** A step of a search; `id` tells it from the others. */
export type Instruction = { readonly id: number } & (
  | { readonly kind: 'found' }
  | { readonly kind: 'character'; readonly holds: (code: number) => boolean; readonly next: Instruction }
  | { readonly kind: 'edge'; readonly edge: RegexEdge; readonly next: Instruction }
  | { readonly kind: 'either'; next: Instruction; readonly other: Instruction }
);

export interface SearchProgram {
  readonly start: Instruction;
  readonly hasEdges: boolean;
  /** Code points at which what characters hold may change, each once, in no order. */
  readonly bounds: ReadonlySet<number>;
}

/** Most instructions of a program, and ranges of their characters. */
const maxInstructions = 4000;
/**
 * Compiles a regular expression for `createSearch` (Thompson's construction). Undefined for one that is too large, or that
 * ignores the case of letters beyond ASCII.
 */
export function compileSearch(node: RegexNode): SearchProgram | undefined {
  let count = 0;
  let hasEdges = false;
  let isKnown = true;
  const bounds = new Set<number>();
  const id = (): number => (count += 1);
  const compile = (part: RegexNode, next: Instruction): Instruction => {
    if (count > maxInstructions) return next;
    switch (part.kind) {
      case 'character': {
        const ranges = rangesOf(part);
        isKnown &&= ranges !== undefined;
        count += part.ranges.length;
        for (const [from, to] of ranges ?? []) bounds.add(from).add(to + 1);
        const holds = (code: number): boolean => isIn(ranges ?? [], code) !== part.isNegated;
        return { kind: 'character', id: id(), holds, next };
      }
      case 'edge':
        hasEdges = true;
        return { kind: 'edge', id: id(), edge: part.edge, next };
      case 'sequence':
        return part.items.reduceRight((after, item) => compile(item, after), next);
      case 'choice':
        return part.items
          .map((item) => compile(item, next))
          .reduce((one, other) => ({ kind: 'either', id: id(), next: one, other }));
      case 'repeat': {
        let first = next;
        if (part.most === Infinity) {
          const again: Instruction & { kind: 'either' } = { kind: 'either', id: id(), next, other: next };
          again.next = compile(part.item, again);
          first = again;
        }
        for (let more = part.most - part.least; more > 0 && more < Infinity; more -= 1)
          first = { kind: 'either', id: id(), next: compile(part.item, first), other: next };
        for (let more = part.least; more > 0; more -= 1) first = compile(part.item, first);
        return first;
      }
    }
  };
  const start = compile(node, { kind: 'found', id: id() });
  return isKnown && count <= maxInstructions ? { start, hasEdges, bounds } : undefined;
}

/** Letters that RE2 takes for others where case is ignored: the long s for s, the Kelvin sign for k. */
const furtherCases: ReadonlyMap<number, number> = new Map([
  [115, 0x17f],
  [107, 0x212a],
]);

/** The ranges of a character, with both cases of its letters; undefined where these are not known. */
function rangesOf({ ranges, ignoresCase }: RegexCharacter): readonly CodeRange[] | undefined {
  if (!ignoresCase) return ranges;
  const both = [...ranges];
  for (const [from, to] of ranges)
    for (let code = Math.max(from, 65); code <= Math.min(to, 122); code += 1) {
      const capital = code & ~32;
      if (capital <= 90) both.push([capital, capital], [capital | 32, capital | 32]);
    }
  let isKnown = ranges.every(([from, to]) => to < 128 || (from <= 128 && to === lastCode));
  for (const [letter, further] of furtherCases)
    if (isIn(both, letter)) both.push([further, further]);
    else isKnown &&= !isIn(both, further);
  return isKnown ? both : undefined;
}

function isIn(ranges: readonly CodeRange[], code: number): boolean {
  return ranges.some(([from, to]) => code >= from && code <= to);
}
