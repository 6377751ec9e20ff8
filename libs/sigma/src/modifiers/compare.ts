import type { CompareOperator } from '../detection/predicate.ts';
import { isNumeric } from '../detection/numeric.ts';
import { rawTextOf } from './modifier.ts';
import type { ValueModifier } from './modifier.ts';

/** `lt`, `lte`, `gt`, `gte`: the field is a number, also if written as text, and compares so; or a part of its time does. */
export function compare(operator: CompareOperator): ValueModifier {
  return {
    kind: 'value',
    stages: { plain: 'compare', time: 'comparedTime' },
    remedy: 'use one comparison, alone or with a part of a time such as "hour"',
    apply: (value) => {
      if (value.kind === 'time') return { values: [{ ...value, operator }] };
      const text = rawTextOf(value) ?? '';
      return isNumeric(text)
        ? { values: [{ kind: 'compare', operator, limit: exactly(text.trim()) }] }
        : { refusal: 'needs a decimal number' };
    },
  };
}

/** An integer beyond what a number holds without loss stays whole. */
function exactly(text: string): number | bigint {
  const limit = Number(text);
  const isLongInteger = !Number.isSafeInteger(limit) && /^[+-]?\d{1,40}$/.test(text);
  return isLongInteger ? BigInt(text.replace(/^\+/, '')) : limit;
}
