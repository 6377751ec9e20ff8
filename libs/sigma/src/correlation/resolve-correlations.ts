import type { Diagnostic } from '@sluice/diagnostics';
import type { Correlation } from './correlation.ts';
import { levelCorrelations } from './level-correlations.ts';
import { linkReferences } from './link-references.ts';
import type { LinkedCorrelation, ReferableRule } from './link-references.ts';
import type { ResolvedCorrelation } from './resolved-correlation.ts';

/** A finding about one of several correlations; the span is in that correlation's text. */
export interface CorrelationProblem {
  readonly correlation: Correlation;
  readonly diagnostic: Diagnostic;
}

export interface ResolvedCorrelations {
  /** Those without a problem; inner correlations come before the ones that take them in. */
  readonly correlations: readonly ResolvedCorrelation[];
  /** Ids of rules that are correlated and, without `generate: true`, don't alert on their own. */
  readonly silencedRules: ReadonlySet<string>;
  /** Why correlations are left out. Each is left out alone, with those that are built on it. */
  readonly problems: readonly CorrelationProblem[];
}

/**
 * Looks up what correlations refer to, by id or name and in any order. `rules` are the valid rules that are in force. A
 * rule or correlation that is correlated keeps alerting only if one of the correlations says `generate: true`; one that
 * is left out silences nothing.
 */
export function resolveCorrelations(
  correlations: readonly Correlation[],
  rules: readonly ReferableRule[],
): ResolvedCorrelations {
  const problems: CorrelationProblem[] = [];
  const report = (correlation: Correlation, diagnostic: Diagnostic): void => {
    problems.push({ correlation, diagnostic });
  };
  const linked = linkReferences(correlations, rules, report);
  const levelled = levelCorrelations(linked, report);
  const silenced = silencedTargets(levelled.map(({ linked: one }) => one));
  const carried = carriedFields(levelled.map(({ linked: one }) => one));
  return {
    correlations: levelled.map(({ linked: { correlation, inputs }, level }) => ({
      correlation,
      inputs,
      level,
      carriedFields: [...(carried.get(correlation.key) ?? [])].sort(),
      isAlerting: !silenced.correlations.has(correlation.key),
    })),
    silencedRules: silenced.rules,
    problems,
  };
}

function silencedTargets(linked: readonly LinkedCorrelation[]): {
  rules: ReadonlySet<string>;
  correlations: ReadonlySet<string>;
} {
  const sets = { rules: new Set<string>(), correlations: new Set<string>() };
  const kindOf = (isCorrelation: boolean): Set<string> => (isCorrelation ? sets.correlations : sets.rules);
  for (const { inputs } of linked) {
    for (const { target, isCorrelation } of inputs) kindOf(isCorrelation).add(target);
  }
  for (const { inputs, correlation } of linked) {
    if (!correlation.isGenerating) continue;
    for (const { target, isCorrelation } of inputs) kindOf(isCorrelation).delete(target);
  }
  return sets;
}

/** What each correlation's matches carry; from the outermost inwards, since an inner one hands on what is asked of it. */
function carriedFields(linked: readonly LinkedCorrelation[]): ReadonlyMap<string, ReadonlySet<string>> {
  const carried = new Map(linked.map(({ correlation }) => [correlation.key, new Set<string>()]));
  const groupBy = new Map(linked.map(({ correlation }) => [correlation.key, correlation.groupBy]));
  for (const { correlation, inputs } of [...linked].reverse()) {
    const own = 'fields' in correlation.measure ? correlation.measure.fields : [];
    for (const { target, isCorrelation, groupFields } of inputs) {
      if (!isCorrelation) continue;
      for (const field of [...groupFields, ...own, ...(carried.get(correlation.key) ?? [])]) {
        if (groupBy.get(target)?.includes(field) !== true) carried.get(target)?.add(field);
      }
    }
  }
  return carried;
}
