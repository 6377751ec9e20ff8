import type { DocumentReport } from '../document-report.ts';
import { textOf } from '../yaml/yaml-node.ts';
import type { YamlMap } from '../yaml/yaml-node.ts';
import { comparisonOperators } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { readNumber } from './read-number.ts';

/** The bounds of a condition map; its other keys are left to the caller. Bounds that nothing fulfils are refused. */
export function readComparisons(map: YamlMap, report: DocumentReport): readonly Comparison[] {
  const comparisons: Comparison[] = [];
  for (const { name, value } of map.entries) {
    const operator = comparisonOperators.find((candidate) => candidate === name);
    if (operator === undefined) continue;
    const limit = readNumber(value);
    if (limit !== undefined) comparisons.push({ operator, limit });
    else {
      const message = `"${name}" needs a number, not "${(textOf(value) ?? '').slice(0, 80)}"`;
      const hint = 'whole numbers up to 2^53 and decimal numbers are compared exactly';
      report.error('sigma.correlation.condition-limit', message, value, hint);
    }
  }
  if (isContradictory(comparisons))
    report.error('sigma.correlation.condition-impossible', 'no number fulfils all of these bounds', map);
  return comparisons;
}

function isContradictory(comparisons: readonly Comparison[]): boolean {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let isLowOpen = false;
  let isHighOpen = false;
  for (const { operator, limit } of comparisons) {
    const isLower = operator === 'gt' || operator === 'gte' || operator === 'eq';
    const isUpper = operator === 'lt' || operator === 'lte' || operator === 'eq';
    if (isLower && limit >= low) {
      isLowOpen = operator === 'gt' || (isLowOpen && limit === low);
      low = limit;
    }
    if (isUpper && limit <= high) {
      isHighOpen = operator === 'lt' || (isHighOpen && limit === high);
      high = limit;
    }
  }
  return low > high || (low === high && (isLowOpen || isHighOpen));
}
