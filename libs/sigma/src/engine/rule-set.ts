import type { SigmaEvent } from '../event/sigma-event.ts';
import { fitsLogSource } from '../log-source/log-source.ts';
import type { LogSource } from '../log-source/log-source.ts';
import { resolveLogSources } from '../log-source/resolve-log-sources.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { evaluateNaively } from './evaluate-naively.ts';

/** How an event's log source is found out. */
export interface MatchOptions {
  /** The pipeline's log source: wins over what the event says. */
  readonly logSource?: LogSource;
  /** Every rule is tried on every event. */
  readonly ignoreLogSource?: boolean;
}

/** The rules that match one event, in the order of the rule set. */
export interface MatchResult {
  readonly rules: readonly SigmaRule[];
  /** False where neither the event nor the options told the log source, so that every rule was tried. */
  readonly isLogSourceResolved: boolean;
}

/** Rules ready for matching. */
export interface RuleSet {
  readonly rules: readonly SigmaRule[];
  /** Synchronous and not re-entrant; the same event and options always give the same result. */
  match(event: SigmaEvent, options?: MatchOptions): MatchResult;
}

export function compileRules(rules: readonly SigmaRule[]): RuleSet {
  return {
    rules,
    match: (event, options = {}) => {
      const sources = options.logSource ? [options.logSource] : resolveLogSources(event);
      const tried =
        options.ignoreLogSource || sources === undefined
          ? rules
          : rules.filter((rule) => sources.some((source) => fitsLogSource(rule.metadata.logSource, source)));
      return {
        rules: tried.filter((rule) => evaluateNaively(rule.detection, event)),
        isLogSourceResolved: sources !== undefined,
      };
    },
  };
}
