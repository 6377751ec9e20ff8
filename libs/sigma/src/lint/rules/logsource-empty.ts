import { keyOf } from '../lint-document.ts';
import { entryOf } from '../../yaml/yaml-node.ts';
import type { LintRule } from '../lint-rule.ts';

const parts = ['category', 'product', 'service'];

/** Without a category, product or service a rule is tried on every event. */
export const logsourceEmpty: LintRule = {
  code: 'sigma.lint.logsource-empty',
  severity: 'warning',
  scope: 'detection',
  *check(document) {
    const entry = keyOf(document, 'logsource');
    if (entry?.value.kind !== 'map' || parts.some((part) => entryOf(entry.value, part) !== undefined)) return;
    yield {
      message: 'the log source names no category, product or service',
      at: entry.key,
      hint: 'name one of them',
    };
  },
};
