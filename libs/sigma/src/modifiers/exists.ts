import type { ValueModifier } from './modifier.ts';

/** `exists`: true asks for the field's presence, even if empty or null; false for its absence. */
export const exists: ValueModifier = {
  kind: 'value',
  stages: { plain: 'exists' },
  remedy: 'use "exists" alone',
  apply: (value) =>
    value.kind === 'boolean'
      ? { values: [{ kind: 'exists', expected: value.value }] }
      : { refusal: 'needs true or false' },
};
