import type { YamlEntry } from '../yaml/yaml-node.ts';
import { comparisonOperators } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { textOf } from './section.ts';
import type { Section } from './section.ts';

/** The bounds of a condition map; its other keys are left to the caller. Bounds that nothing fulfils are refused. */
export function readComparisons(section: Section): readonly Comparison[] {
  const { map, document, report } = section;
  const comparisons: Comparison[] = [];
  for (const entry of map.entries) {
    const operator = comparisonOperators.find((candidate) => candidate === entry.name);
    const limit = operator && readLimit(entry, section);
    if (operator !== undefined && limit !== undefined) comparisons.push({ operator, limit });
  }
  if (isContradictory(comparisons)) {
    report.error('sigma.correlation.condition-impossible', 'no number fulfils all of these bounds', {
      span: document.spanOf(map),
    });
  }
  return comparisons;
}

function readLimit({ value, name }: YamlEntry, { document, report }: Section): number | undefined {
  const text = textOf(value) ?? '';
  const isNumber = value.kind === 'scalar' && ['bigint', 'number'].includes(typeof value.value);
  const limit = isNumber ? Number(text) : Number.NaN;
  const isExact = typeof (value.kind === 'scalar' && value.value) !== 'bigint' || Number.isSafeInteger(limit);
  if (Number.isFinite(limit) && isExact) return limit;
  report.error('sigma.correlation.condition-limit', `"${name}" needs a number, not "${text.slice(0, 80)}"`, {
    span: document.spanOf(value),
    hint: 'whole numbers up to 2^53 and decimal numbers are compared exactly',
  });
  return undefined;
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
