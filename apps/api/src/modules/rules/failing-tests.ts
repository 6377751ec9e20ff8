import type { Diagnostic } from '@sluice/diagnostics';
import { parseEvent, type SigmaRule } from '@sluice/sigma';
import { createRuleMatcher } from '../dry-runs/index.ts';
import { RuleTestExpectation, type RuleTest } from './rule-test.entity.ts';

/** The tests that end otherwise than expected, by the engine of `testRule`. An event is taken for one of the rule's log source. */
export function failingTests<Test extends Pick<RuleTest, 'event' | 'expectation'>>(
  rule: SigmaRule,
  tests: readonly Test[],
): readonly Test[] {
  const matcher = createRuleMatcher(rule);
  return tests.filter(({ event, expectation }) => {
    const parsed = parseEvent(event);
    const isMatch = parsed.ok && matcher.matches(parsed.event);
    return isMatch !== (expectation === RuleTestExpectation.MATCH);
  });
}

/** What whoever changes the rule is told: an error keeps the change out, a warning does not. */
export function failureDiagnostics(
  tests: readonly Pick<RuleTest, 'name' | 'expectation'>[],
  severity: 'error' | 'warning',
): readonly Diagnostic[] {
  return tests.map(({ name, expectation }) => ({
    code: 'rule-test.failing',
    severity,
    message:
      expectation === RuleTestExpectation.MATCH
        ? `the stored test "${name}" expects a match, and there is none`
        : `the stored test "${name}" expects no match, and there is one`,
    hint: "change the text or the test; `testRule` explains the event's outcome",
  }));
}
