import { compileRules, type SigmaEvent, type SigmaRule } from '@sluice/sigma';

/** A rule, compiled once, to be tried on events by the engine of the workers. */
export interface RuleMatcher {
  /** Whatever log source the event is of. */
  matches(event: SigmaEvent): boolean;
  /** Only where the rule is for the event's log source, as a worker tries it. */
  matchesItsLogSource(event: SigmaEvent): boolean;
}

export function createRuleMatcher(rule: SigmaRule): RuleMatcher {
  const ruleSet = compileRules([rule]);
  return {
    matches: (event) => ruleSet.match(event, { ignoreLogSource: true }).rules.length > 0,
    matchesItsLogSource: (event) => ruleSet.match(event).rules.length > 0,
  };
}
