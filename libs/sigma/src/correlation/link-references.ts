import type { Diagnostic } from '@sluice/diagnostics';
import type { Correlation } from './correlation.ts';
import type { CorrelationInput } from './resolved-correlation.ts';
import type { RuleReference } from './rule-reference.ts';

/** As much of a rule as references need. */
export interface ReferableRule {
  readonly metadata: { readonly id: string; readonly name?: string };
}

/** A correlation with what its references stand for. */
export interface LinkedCorrelation {
  readonly correlation: Correlation;
  readonly inputs: readonly CorrelationInput[];
  readonly isSound: boolean;
}

type Target = Pick<CorrelationInput, 'target' | 'isCorrelation'>;
type ReportProblem = (correlation: Correlation, diagnostic: Diagnostic) => void;

/** Looks each reference up by id and name. Of correlations with one key the first is kept. */
export function linkReferences(
  correlations: readonly Correlation[],
  rules: readonly ReferableRule[],
  report: ReportProblem,
): readonly LinkedCorrelation[] {
  const known = new Map<string, Correlation>();
  for (const correlation of correlations) {
    if (!known.has(correlation.key)) known.set(correlation.key, correlation);
    else report(correlation, problem('duplicate', `another correlation is called "${correlation.key}"`));
  }
  const targets = indexTargets([...known.values()], rules);
  return [...known.values()].map((correlation) => {
    const inputs: CorrelationInput[] = [];
    const seen = new Set<Target>();
    for (const reference of correlation.rules) {
      const target = lookUp(reference, targets);
      if ('code' in target) report(correlation, target);
      else if (seen.has(target)) {
        report(
          correlation,
          problem('rule-repeated', `"${reference.text}" is a rule that stands twice`, reference),
        );
      } else {
        seen.add(target);
        inputs.push({
          reference: reference.text,
          ...target,
          groupFields: groupFields(correlation, reference),
        });
      }
    }
    return { correlation, inputs, isSound: inputs.length === correlation.rules.length };
  });
}

function problem(code: string, message: string, reference?: RuleReference, hint?: string): Diagnostic {
  return {
    code: `sigma.correlation.${code}`,
    severity: 'error',
    message,
    ...(hint && { hint }),
    ...(reference && { span: reference.span }),
  };
}

function indexTargets(
  correlations: readonly Correlation[],
  rules: readonly ReferableRule[],
): ReadonlyMap<string, ReadonlySet<Target>> {
  const index = new Map<string, Set<Target>>();
  const add = (names: readonly (string | undefined)[], target: Target): void => {
    for (const name of names) {
      if (name === undefined || name === '') continue;
      const targets = index.get(name) ?? new Set();
      index.set(name, targets.add(target));
    }
  };
  // Rules that share an id, such as two versions of one, are one target: their matches can't be told apart.
  const byId = new Map<string, Target>();
  for (const { metadata } of rules) {
    const target = byId.get(metadata.id) ?? { target: metadata.id, isCorrelation: false };
    byId.set(metadata.id, target);
    add([metadata.id, metadata.name], target);
  }
  for (const { key, metadata } of correlations)
    add([key, metadata.name], { target: key, isCorrelation: true });
  return index;
}

function lookUp(
  reference: RuleReference,
  index: ReadonlyMap<string, ReadonlySet<Target>>,
): Target | Diagnostic {
  const targets = [...(index.get(reference.text) ?? [])];
  const [only] = targets;
  if (only === undefined) {
    const hint = 'the rule may be missing, refused, or have another id or name';
    return problem('rule-unknown', `there is no rule called "${reference.text}"`, reference, hint);
  }
  if (targets.length === 1) return only;
  const message = `"${reference.text}" is the id or name of ${targets.length} rules`;
  return problem('rule-ambiguous', message, reference, 'refer to the rule by its id');
}

function groupFields({ groupBy, aliases }: Correlation, reference: RuleReference): readonly string[] {
  return groupBy.map((name) => {
    const alias = aliases.find((candidate) => candidate.name === name);
    return alias?.fields.find(({ rule }) => rule.text === reference.text)?.field ?? name;
  });
}
