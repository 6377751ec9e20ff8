import type { CodePoints } from '../pattern/code-points.ts';
import type { CompareOperator } from './predicate.ts';

/** Decimal numbers only: `Number` would also read '', ' ', '0x10' and 'Infinity'. */
export function isNumeric(text: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text.trim());
}

/** A text of at most 15 digits, which may follow a minus, as a number; NaN for any other. */
export function integerOf({ codes, length }: CodePoints): number {
  const isNegative = codes[0] === 45;
  let at = isNegative ? 1 : 0;
  if (length <= at || length > 15 + at) return Number.NaN;
  let value = 0;
  for (; at < length; at += 1) {
    const digit = (codes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return isNegative ? -value : value;
}

/** Compares as an operator of the numeric modifiers does. */
export function compare(operator: CompareOperator, value: number | bigint, limit: number | bigint): boolean {
  switch (operator) {
    case 'lt':
      return value < limit;
    case 'lte':
      return value <= limit;
    case 'gt':
      return value > limit;
    case 'gte':
      return value >= limit;
  }
}
