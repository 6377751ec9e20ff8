import type { CompareOperator, ValueModifier } from './modifier.ts';

/** `lt`, `lte`, `gt`, `gte`: the field is a number, also if written as text, and compares so. */
export function compare(operator: CompareOperator): ValueModifier {
  return {
    kind: 'value',
    apply: (value) => {
      const text = value.kind === 'number' ? value.text : value.kind === 'text' ? (value.raw ?? '') : '';
      const limit = text.trim() === '' ? Number.NaN : Number(text);
      return Number.isNaN(limit)
        ? { refusal: 'needs a number' }
        : { values: [{ kind: 'compare', operator, limit }] };
    },
  };
}
