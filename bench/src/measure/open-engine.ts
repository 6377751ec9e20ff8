import { compileRules, parseEvent } from '@sluice/sigma';
import type { MatchOptions, RuleSet, SigmaRule } from '@sluice/sigma';
import { BenchError } from '../bench-error.ts';
import type { Door } from './measure-job.ts';

/** The engine as the benchmark sees it. */
export interface Engine {
  readonly door: Door;
  /** The rules that match the event in `line`; undefined if it is no event. */
  readonly match: (line: Buffer) => readonly SigmaRule[] | undefined;
}

/** The door for raw records, of an engine that has it. */
interface ByteDoor {
  matchBytes(
    bytes: Uint8Array,
    options?: MatchOptions,
  ): { readonly ok: true; readonly rules: readonly SigmaRule[] } | { readonly ok: false };
}

/** Compiles the rules. Throws a BenchError if the byte door is asked for and the engine has none. */
export function openEngine(
  rules: readonly SigmaRule[],
  door: Door | undefined,
  ignoresLogSource: boolean,
): Engine {
  const ruleSet = compileRules(rules);
  const options = { ignoreLogSource: ignoresLogSource };
  if (door !== 'object' && hasByteDoor(ruleSet)) {
    return {
      door: 'bytes',
      match: (line) => {
        const result = ruleSet.matchBytes(line, options);
        return result.ok ? result.rules : undefined;
      },
    };
  }
  if (door === 'bytes') throw new BenchError('--door bytes: the engine has no door for bytes');
  return {
    door: 'object',
    match: (line) => {
      const parsed = parseEvent(line.toString());
      return parsed.ok ? ruleSet.match(parsed.event, options).rules : undefined;
    },
  };
}

function hasByteDoor(ruleSet: RuleSet): ruleSet is RuleSet & ByteDoor {
  return 'matchBytes' in ruleSet && typeof ruleSet.matchBytes === 'function';
}
