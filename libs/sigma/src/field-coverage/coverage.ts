import { normalizeFieldName } from '../detection/field-name.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { createRequiredFields, isFulfilled } from './required-fields.ts';

/** Most names before dots that are looked at. */
const maxParts = 64;

/** A rule, or what is kept in its place: with the shape of its detection that `createFieldShapes` makes. */
export type CoverableRule = Pick<SigmaRule, 'detection'>;

/** A rule that can never fire, and what it lacks. */
export interface CoverageGap<Rule extends CoverableRule = SigmaRule> {
  readonly rule: Rule;
  /**
   * Sets of missing fields, any of which would let the rule fire; at most 8 of the smallest, smallest first, with
   * at most 100 names each. `*` is any field, for keywords. None where the rule would not fire with any fields, since it contradicts itself.
   */
  readonly missing: readonly (readonly string[])[];
}

/** Which rules events with certain fields can make fire. */
export interface Coverage<Rule extends CoverableRule = SigmaRule> {
  readonly covered: readonly Rule[];
  readonly gaps: readonly CoverageGap<Rule>[];
}

/**
 * Tells which rules can never fire on events that have no other fields than these, and which missing fields are to blame.
 * Names are as rules write them, dotted below objects. What tests say about each other is not looked at: a rule that is
 * covered may still be unable to fire for other reasons. Log sources are not looked at either.
 */
export function coverage<Rule extends CoverableRule>(
  rules: readonly Rule[],
  fields: Iterable<string>,
): Coverage<Rule> {
  const names = new Set([...fields].flatMap((field) => withParents(normalizeFieldName(field))));
  const required = createRequiredFields((field) => names.has(field), names.size > 0);
  const covered: Rule[] = [];
  const gaps: CoverageGap<Rule>[] = [];
  for (const rule of rules) {
    const missing = required.of(rule.detection, true);
    if (isFulfilled(missing)) covered.push(rule);
    else gaps.push({ rule, missing });
  }
  return { covered, gaps };
}

/** `a.b.c` stands in an event below `a` and `a.b`, which may have values of their own beside it, in lists. */
function withParents(field: string): readonly string[] {
  const parts = field.split('.').slice(0, maxParts);
  return [field, ...parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'))];
}
