import type { RegexFlag } from '../detection/regex.ts';
import { rawTextOf } from './modifier.ts';
import type { ValueModifier } from './modifier.ts';

/** `re`: the text is a regular expression, searched for anywhere, letter case counts; no wildcards, no Sigma escapes. */
export const re: ValueModifier = {
  kind: 'value',
  stages: { plain: 'regex' },
  remedy: 'put "re" first; it is searched for anywhere in the value, so it needs no "contains"',
  apply: (value) => {
    const source = rawTextOf(value);
    return source === undefined
      ? { refusal: 'needs a regular expression' }
      : { values: [{ kind: 'regex', source, flags: [] }] };
  },
};

/** `i`, `m`, `s`: flags of a regular expression. */
export function regexFlag(flag: RegexFlag): ValueModifier {
  return {
    kind: 'value',
    stages: { regex: 'regex' },
    remedy: `write "re|${flag}"`,
    apply: (value) =>
      value.kind === 'regex'
        ? { values: [{ ...value, flags: [...value.flags, flag] }] }
        : { refusal: 'may only follow "re"' },
  };
}
