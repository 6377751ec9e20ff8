/** Operators of a correlation's condition (correlation specification, "Condition"). */
export const comparisonOperators = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;

export type ComparisonOperator = (typeof comparisonOperators)[number];

/** One bound of a condition; several hold together. */
export interface Comparison {
  readonly operator: ComparisonOperator;
  readonly limit: number;
}

/** Whether a measure is within all bounds. */
export function isWithin(value: number, comparisons: readonly Comparison[]): boolean {
  return comparisons.every((comparison) => compare(value, comparison));
}

function compare(value: number, { operator, limit }: Comparison): boolean {
  switch (operator) {
    case 'gt':
      return value > limit;
    case 'gte':
      return value >= limit;
    case 'lt':
      return value < limit;
    case 'lte':
      return value <= limit;
    case 'eq':
      return value === limit;
    case 'neq':
      return value !== limit;
  }
}

/** The least whole number above all lower bounds; -Infinity where there is none. */
export function leastCount(comparisons: readonly Comparison[]): number {
  const least = comparisons.map(({ operator, limit }) => {
    if (operator === 'gt') return Math.floor(limit) + 1;
    return operator === 'gte' || operator === 'eq' ? Math.ceil(limit) : Number.NEGATIVE_INFINITY;
  });
  return Math.max(Number.NEGATIVE_INFINITY, ...least);
}
