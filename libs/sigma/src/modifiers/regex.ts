import type { RegexFlag } from '../detection/regex.ts';
import type { ValueModifier } from './modifier.ts';

/** `re`: the text is a regular expression, searched for anywhere, letter case counts; no wildcards, no Sigma escapes. */
export const re: ValueModifier = {
  kind: 'value',
  apply: (value) => {
    const source = value.kind === 'text' ? value.raw : value.kind === 'number' ? value.text : undefined;
    return source === undefined
      ? { refusal: 'must be the first modifier' }
      : { values: [{ kind: 'regex', source, flags: [] }] };
  },
};

/** `i`, `m`, `s`: flags of a regular expression. */
export function regexFlag(flag: RegexFlag): ValueModifier {
  return {
    kind: 'value',
    apply: (value) =>
      value.kind === 'regex'
        ? { values: [{ ...value, flags: [...value.flags, flag] }] }
        : { refusal: 'may only follow "re"' },
  };
}
