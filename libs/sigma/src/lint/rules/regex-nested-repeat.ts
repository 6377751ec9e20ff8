import { readRegexSyntax } from '../../synthesize/regex-syntax.ts';
import type { RegexSyntax } from '../../synthesize/regex-syntax.ts';
import type { LintRule } from '../lint-rule.ts';

/** Whether an endless repeat has one in it that may begin and end where the outer one does. */
function nestsRepeats(syntax: RegexSyntax, isInRepeat: boolean): boolean {
  switch (syntax.kind) {
    case 'repeat': {
      const isEndless = syntax.most === Infinity;
      return (isInRepeat && isEndless) || nestsRepeats(syntax.item, isInRepeat || isEndless);
    }
    case 'choice':
      return syntax.items.some((item) => nestsRepeats(item, isInRepeat));
    case 'sequence': {
      // What surrounds a repeat inside another keeps its rounds apart.
      const isAlone = syntax.items.length === 1;
      return syntax.items.some((item) => nestsRepeats(item, isInRepeat && isAlone));
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
        const source = readRegexSyntax(String(at.value));
        if (source !== undefined && nestsRepeats(source, false))
          yield {
            message: 'a repeat without end stands in another',
            at,
            hint: 'write it so that each text is matched in one way only',
          };
      }
    }
  },
};
