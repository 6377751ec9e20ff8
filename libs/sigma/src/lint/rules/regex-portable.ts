import type { LintRule } from '../lint-rule.ts';

const beyond = [
  {
    shape: /\(\?[imsU]+(?:-[imsU]+)?[:)]/,
    what: 'a flag in the expression',
    hint: 'use the modifiers "i", "m" and "s"',
  },
  { shape: /\(\?P?</, what: 'a named group', hint: 'use a plain group' },
  { shape: /\\[pP]/, what: 'a class of Unicode', hint: 'list the characters' },
  { shape: /\[\[:/, what: 'a POSIX class', hint: 'list the characters' },
];

/** Constructs beyond those that the specification lets regular expressions have (appendix "Modifiers"). */
export const regexPortable: LintRule = {
  code: 'sigma.lint.regex-portable',
  severity: 'info',
  scope: 'detection',
  *check({ items }) {
    for (const { modifiers, values } of items) {
      if (!modifiers.includes('re')) continue;
      for (const at of values) {
        const found = beyond.find(({ shape }) => shape.test(String(at.value)));
        if (found !== undefined)
          yield { message: `${found.what} is not understood by every engine`, at, hint: found.hint };
      }
    }
  },
};
