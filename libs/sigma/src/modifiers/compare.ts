import type { CompareOperator } from '../detection/predicate.ts';
import type { ValueModifier } from './modifier.ts';

/** `lt`, `lte`, `gt`, `gte`: the field is a number, also if written as text, and compares so. */
export function compare(operator: CompareOperator): ValueModifier {
  return {
    kind: 'value',
    apply: (value) => {
      const text = value.kind === 'number' ? value.text : value.kind === 'text' ? (value.raw ?? '') : '';
      const limit = text.trim() === '' ? Number.NaN : Number(text);
      return Number.isNaN(limit)
        ? { refusal: 'needs a number' }
        : { values: [{ kind: 'compare', operator, limit: exactly(text, limit) }] };
    },
  };
}

/** An integer beyond what a number holds without loss stays whole. */
function exactly(text: string, limit: number): number | bigint {
  const isLongInteger = !Number.isSafeInteger(limit) && /^[+-]?\d{1,40}$/.test(text.trim());
  return isLongInteger ? BigInt(text.trim().replace(/^\+/, '')) : limit;
}
