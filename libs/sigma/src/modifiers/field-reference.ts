import type { ValueModifier } from './modifier.ts';

/** `fieldref`: the value names another field of the same event, and both must agree. */
export const fieldReference: ValueModifier = {
  kind: 'value',
  stages: { plain: 'field' },
  remedy: 'put "fieldref" first, and "contains", "startswith" or "endswith" after it',
  apply: (value) =>
    value.kind === 'text' && value.raw !== undefined && /^[^*?]+$/.test(value.raw)
      ? { values: [{ kind: 'field', other: value.raw, match: 'equals' }] }
      : { refusal: 'needs the name of a field' },
};
