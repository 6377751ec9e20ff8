import { toEvent } from '../../event/event.ts';
import { createOutcomes } from '../../explain/outcomes.ts';
import type { LintRule } from '../lint-rule.ts';

/** A rule that is true of an event without any field is true of nearly all. */
export const matchesEmpty: LintRule = {
  code: 'sigma.lint.matches-empty',
  severity: 'warning',
  scope: 'detection',
  *check({ rule, conditions: [condition] }) {
    if (rule === undefined || !createOutcomes(toEvent({})).of(rule.detection)) return;
    yield {
      message: 'the rule matches events that have none of its fields',
      at: condition,
      hint: 'ask for something that must be there',
    };
  },
};
