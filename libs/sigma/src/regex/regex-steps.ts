import { anyAscii, foldedAscii } from './folded-character.ts';
import type { RegexNode } from './parse-regex.ts';

/**
 * Characters that follow each other in every ASCII text that a regular expression finds, after case folding: a mask by
 * code each. At most 16; empty if none are known. The rarest run of them is chosen.
 */
export function regexSteps(node: RegexNode): readonly bigint[] {
  let best: readonly bigint[] = [];
  for (const run of runsOf(node).done) {
    const window = rarestWindow(run);
    if (worthOf(window) > worthOf(best)) best = window;
  }
  return best;
}

export const maxSteps = 16;
/** Most characters of a run that is looked at: the rest tells no more. */
const maxRun = 64;

/** Runs that ended inside, the run that it begins with, and the one that it ends with; the same if nothing breaks it. */
interface Runs {
  readonly done: readonly (readonly bigint[])[];
  readonly head: readonly bigint[];
  readonly tail: readonly bigint[];
  readonly isWhole: boolean;
}

const nothing: Runs = { done: [], head: [], tail: [], isWhole: true };
const broken: Runs = { done: [], head: [], tail: [], isWhole: false };

function runsOf(node: RegexNode): Runs {
  switch (node.kind) {
    case 'character': {
      const run = [foldedAscii(node)];
      return { done: [run], head: run, tail: run, isWhole: true };
    }
    case 'edge':
      return nothing;
    case 'sequence':
      return node.items.map(runsOf).reduce(join, nothing);
    case 'choice':
      return anyOf(node.items.map(runsOf));
    case 'repeat': {
      if (node.least === 0) return broken;
      let runs = runsOf(node.item);
      for (let count = 1; count < Math.min(node.least, maxRun); count += 1)
        runs = join(runs, runsOf(node.item));
      // More of it may stand between the first and the last of it.
      return node.least === node.most ? runs : { ...runs, isWhole: false };
    }
  }
}

/** Branches of the same length step by step; others tell nothing of what stands next to them. */
function anyOf(branches: readonly Runs[]): Runs {
  const [first, ...others] = branches;
  if (
    first === undefined ||
    !branches.every(({ isWhole, head }) => isWhole && head.length === first.head.length)
  )
    return broken;
  const run = first.head.map((mask, step) =>
    others.reduce((all, { head }) => all | (head[step] ?? 0n), mask),
  );
  return { done: [run], head: run, tail: run, isWhole: true };
}

function join(left: Runs, right: Runs): Runs {
  const seam = [...left.tail, ...right.head].slice(-maxRun);
  const isWhole = left.isWhole && right.isWhole && seam.length < maxRun;
  return {
    done: [...left.done, ...right.done, seam].slice(-200),
    head: left.isWhole ? [...left.head, ...right.head].slice(0, maxRun) : left.head,
    tail: right.isWhole ? seam : right.tail,
    isWhole,
  };
}

function rarestWindow(run: readonly bigint[]): readonly bigint[] {
  let best = run.slice(0, maxSteps);
  for (let at = 1; at + maxSteps <= run.length; at += 1) {
    const window = run.slice(at, at + maxSteps);
    if (worthOf(window) > worthOf(best)) best = window;
  }
  return best;
}

/** Bits of information: how unlikely the run is in a text of random characters. */
export function worthOf(run: readonly bigint[]): number {
  return run.reduce((sum, mask) => sum + (mask === anyAscii ? 0 : Math.log2(70 / (1 + countBits(mask)))), 0);
}

function countBits(mask: bigint): number {
  let count = 0;
  for (let rest = mask; rest !== 0n; rest &= rest - 1n) count += 1;
  return count;
}
