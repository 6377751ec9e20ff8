import { synthesize } from '../../synthesize/synthesize.ts';
import type { LintRule } from '../lint-rule.ts';

/** A rule that no event was found for, or only one with several values in a field. */
export const contradiction: LintRule = {
  code: 'sigma.lint.contradiction',
  severity: 'warning',
  scope: 'detection',
  *check({ rule, conditions: [condition] }) {
    if (rule === undefined) return;
    // Without near misses, each of which would be tested by all of the rule.
    const made = synthesize(rule, 1, 0);
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
