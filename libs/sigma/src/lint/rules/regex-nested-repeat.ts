import { parseRegex } from '../../regex/parse-regex.ts';
import type { RegexNode } from '../../regex/parse-regex.ts';
import type { LintRule } from '../lint-rule.ts';

/** Whether an endless repeat has one in it that may begin and end where the outer one does. */
function nestsRepeats(node: RegexNode, isInRepeat: boolean): boolean {
  switch (node.kind) {
    case 'repeat': {
      const isEndless = node.most === Infinity;
      return (isInRepeat && isEndless) || nestsRepeats(node.item, isInRepeat || isEndless);
    }
    case 'choice':
      return node.items.some((item) => nestsRepeats(item, isInRepeat));
    case 'sequence': {
      // What surrounds a repeat inside another keeps its rounds apart.
      const isAlone = node.items.length === 1;
      return node.items.some((item) => nestsRepeats(item, isInRepeat && isAlone));
    }
    default:
      return false;
  }
}

/** Repeats in repeats take other engines, which go back and forth, for ever. */
export const regexNestedRepeat: LintRule = {
  code: 'sigma.lint.regex-nested-repeat',
  severity: 'warning',
  scope: 'detection',
  *check({ items }) {
    for (const { modifiers, values } of items) {
      if (!modifiers.includes('re')) continue;
      for (const at of values) {
        const node = parseRegex(String(at.value), '');
        if (node !== undefined && nestsRepeats(node, false))
          yield {
            message: 'a repeat without end stands in another',
            at,
            hint: 'write it so that each text is matched in one way only',
          };
      }
    }
  },
};
