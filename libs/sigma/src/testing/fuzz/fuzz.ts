import fc from 'fast-check';
import type { FuzzInput, FuzzTarget } from './fuzz-targets.ts';

/** An input that must not fail and does, made as small as it gets. */
export interface FuzzFailure {
  readonly target: string;
  readonly seed: number;
  readonly input: FuzzInput;
  readonly problem: string;
}

export interface FuzzOptions {
  /** The first seed; each next batch takes the next. */
  readonly seed: number;
  readonly mustStop: () => boolean;
  /** Told of each input before it is tried, so that one that never ends is known. */
  readonly onInput?: (target: string, input: FuzzInput) => void;
}

const batch = 20;

/** Tries inputs until it must stop or one fails; how many, or the failure. */
export function fuzz(target: FuzzTarget, { seed, mustStop, onInput }: FuzzOptions): number | FuzzFailure {
  let tried = 0;
  for (let next = seed; !mustStop(); next += 1) {
    const property = fc.property(target.inputs, (input) => {
      tried += 1;
      onInput?.(target.name, input);
      const problem = target.check(input);
      if (problem !== undefined) throw new Error(problem);
    });
    const result = fc.check(property, { seed: next, numRuns: batch });
    const input = result.counterexample?.[0];
    if (!result.failed || input === undefined) continue;
    const problem = String(result.errorInstance);
    return { target: target.name, seed: next, input, problem };
  }
  return tried;
}
