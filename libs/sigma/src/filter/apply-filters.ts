import type { Diagnostic } from '@sluice/diagnostics';
import type { RuleReference } from '../correlation/rule-reference.ts';
import { and } from '../detection/predicate.ts';
import type { LogSource } from '../log-source/log-source.ts';
import type { SigmaRule } from '../rule/rule.ts';
import type { SigmaFilter } from './filter.ts';

/** A finding about one of several filters; the span is in that filter's text. */
export interface FilterProblem {
  readonly filter: SigmaFilter;
  readonly diagnostic: Diagnostic;
}

export interface FilteredRules {
  /** As many as there were, in their order. A rule that no filter applies to is the same object. */
  readonly rules: readonly SigmaRule[];
  /** Warnings only: a filter does what it can. */
  readonly problems: readonly FilterProblem[];
}

/**
 * Puts filters to the rules that they name, or with `any` to all whose log source theirs contains: the rule then matches
 * where its own condition and that of each filter is true. A rule that is filtered again by the same filters is the same
 * object as before, so that what was compiled for it lasts. Cost: rules, references, and rules for each `any`.
 */
export function applyFilters(rules: readonly SigmaRule[], filters: readonly SigmaFilter[]): FilteredRules {
  const problems: FilterProblem[] = [];
  const byReference = indexRules(filters.some((filter) => filter.rules !== 'any') ? rules : []);
  const applied = new Map<SigmaRule, SigmaFilter[]>();
  for (const filter of filters) {
    const report = (code: string, message: string, reference?: RuleReference): void => {
      const span = reference && { span: reference.span };
      problems.push({
        filter,
        diagnostic: { code: `sigma.filter.${code}`, severity: 'warning', message, ...span },
      });
    };
    const isFitting = ({ metadata }: SigmaRule): boolean =>
      contains(filter.metadata.logSource, metadata.logSource);
    const named = filter.rules === 'any' ? rules : namedRules(filter.rules, byReference, isFitting, report);
    const fitting = new Set(named.filter(isFitting));
    if (fitting.size === 0) report('unused', 'the filter applies to no rule');
    for (const rule of fitting) {
      const others = applied.get(rule) ?? [];
      others.push(filter);
      applied.set(rule, others);
    }
  }
  return { rules: rules.map((rule) => filterRule(rule, applied.get(rule) ?? [])), problems };
}

function indexRules(rules: readonly SigmaRule[]): ReadonlyMap<string, readonly SigmaRule[]> {
  const index = new Map<string, SigmaRule[]>();
  for (const rule of rules) {
    for (const name of new Set([rule.metadata.id, rule.metadata.name])) {
      if (name === undefined) continue;
      const named = index.get(name) ?? [];
      named.push(rule);
      index.set(name, named);
    }
  }
  return index;
}

function namedRules(
  references: readonly RuleReference[],
  byReference: ReadonlyMap<string, readonly SigmaRule[]>,
  isFitting: (rule: SigmaRule) => boolean,
  report: (code: string, message: string, reference: RuleReference) => void,
): readonly SigmaRule[] {
  return references.flatMap((reference) => {
    const named = byReference.get(reference.text) ?? [];
    if (named.length === 0) report('rule-unknown', `there is no rule called "${reference.text}"`, reference);
    else if (!named.some(isFitting)) {
      report('log-source', `the rule "${reference.text}" is of another log source`, reference);
    }
    return named;
  });
}

/** Whether each part that the filter names is the rule's as well. */
function contains(filter: LogSource, rule: LogSource): boolean {
  const parts = ['product', 'category', 'service'] as const;
  return parts.every((part) => filter[part] === undefined || filter[part] === rule[part]);
}

/** What the last call made of a rule. */
const lastFiltered = new WeakMap<SigmaRule, { filters: readonly SigmaFilter[]; rule: SigmaRule }>();

function filterRule(rule: SigmaRule, filters: readonly SigmaFilter[]): SigmaRule {
  if (filters.length === 0) return rule;
  const last = lastFiltered.get(rule);
  const isSame =
    last?.filters.length === filters.length && last.filters.every((one, at) => one === filters[at]);
  if (isSame) return last.rule;
  const detection = and([rule.detection, ...filters.map((filter) => filter.detection)]);
  const filtered = { ...rule, detection };
  lastFiltered.set(rule, { filters, rule: filtered });
  return filtered;
}
