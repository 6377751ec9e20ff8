import { synthesize } from '../../synthesize/synthesize.ts';
import type { LintRule } from '../lint-rule.ts';

/** A third of a second. Near misses would be tested by all of the rule each. */
const bounds = { maxEffort: 1_000_000, maxTries: 0 };

/** A rule that no event was found for, or only one with several values in a field. */
export const contradiction: LintRule = {
  code: 'sigma.lint.contradiction',
  severity: 'warning',
  scope: 'detection',
  *check({ rule, conditions: [condition] }) {
    if (rule === undefined) return;
    const made = synthesize(rule, 1, bounds);
    if (made.ok && made.value.needsLists) {
      yield {
        message: 'the rule asks for several values of one field at once',
        at: condition,
        hint: 'only a field with a list of values can match',
      };
    }
    // A search that was given up says nothing about the rule.
    const [diagnostic] = made.diagnostics;
    if (!made.ok && diagnostic?.code === 'sigma.synthesize.contradiction')
      yield { message: diagnostic.message, at: condition };
  },
};
