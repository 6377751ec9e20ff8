import type { ValueModifier } from './modifier.ts';

/** `cidr`: the field is an IP address in this network. */
export const cidr: ValueModifier = {
  kind: 'value',
  stages: { plain: 'network' },
  remedy: 'use "cidr" without other modifiers than "all", "neq" and "expand"',
  apply: (value) =>
    value.kind === 'text' && value.raw !== undefined
      ? { values: [{ kind: 'network', cidr: value.raw }] }
      : { refusal: 'needs a network such as 10.0.0.0/8' },
};
