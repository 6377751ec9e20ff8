import { compileRules, parseEvent } from '@sluice/sigma';
import type { MatchOptions, SigmaRule } from '@sluice/sigma';
import type { Door } from './measure-job.ts';

/** The engine as the benchmark sees it. */
export interface Engine {
  readonly door: Door;
  /** The rules that match the event in `line`; undefined if it is no event. */
  readonly match: (line: Buffer) => readonly SigmaRule[] | undefined;
  /** Compiles the rules again by what was learned of the events so far, as the matcher does when it merges changes. */
  readonly learn: () => void;
}

/** Compiles the rules. The door is the one for bytes unless the other is asked for. */
export function openEngine(
  rules: readonly SigmaRule[],
  door: Door | undefined,
  ignoresLogSource: boolean,
): Engine {
  let ruleSet = compileRules(rules);
  const options: MatchOptions = { ignoreLogSource: ignoresLogSource };
  const learn = (): void => {
    ruleSet = compileRules(rules, { rarity: ruleSet.rarity() });
  };
  if (door !== 'object') {
    return {
      door: 'bytes',
      learn,
      match: (line) => {
        const result = ruleSet.matchBytes(line, options);
        return result.ok ? result.rules : undefined;
      },
    };
  }
  return {
    door: 'object',
    learn,
    match: (line) => {
      const parsed = parseEvent(line.toString());
      return parsed.ok ? ruleSet.match(parsed.event, options).rules : undefined;
    },
  };
}
