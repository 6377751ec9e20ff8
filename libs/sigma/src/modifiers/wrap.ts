import type { TextMatch } from '../detection/predicate.ts';
import { anyRun } from '../pattern/pattern.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { madeText, patternOf } from './modifier.ts';
import type { ValueModifier } from './modifier.ts';

/** `contains`, `startswith`, `endswith`: open the pattern at its ends; escapes and inner wildcards keep their meaning. */
function wrap(match: TextMatch, isOpenBefore: boolean, isOpenAfter: boolean): ValueModifier {
  return {
    kind: 'value',
    stages: {
      plain: 'wrapped',
      dashed: 'wrapped',
      encoded: 'wrapped',
      offset: 'wrapped',
      field: 'wrappedField',
    },
    remedy: 'use one of "contains", "startswith" and "endswith", after "windash", base64 or "fieldref"',
    apply: (value) => {
      if (value.kind === 'field') return { values: [{ ...value, match }] };
      const pattern = patternOf(value);
      if (pattern === undefined) return { refusal: 'needs a text' };
      const run: Pattern = [anyRun];
      const wrapped = [...(isOpenBefore ? run : []), ...pattern, ...(isOpenAfter ? run : [])];
      return { values: [madeText(wrapped)] };
    },
  };
}

export const contains = wrap('contains', true, true);
export const startsWith = wrap('prefix', false, true);
export const endsWith = wrap('suffix', true, false);
