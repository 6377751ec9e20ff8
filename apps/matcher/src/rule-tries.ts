import type { RuleSet, SigmaRule } from '@sluice/sigma';

/** Some 100 kB of a report, whose topic takes 1 MiB. */
export const MAX_RULES_TOLD = 2_000;

/** How often rules were tried since that was told, by rule id: over all rule sets of a worker. */
export interface RuleTries {
  /** Adds what a rule set has counted since it was asked last. It scans a counter for each rule: not for each batch. */
  collect(ruleSet: RuleSet, ids: ReadonlyMap<SigmaRule, { readonly id: string }>): void;
  /** Forgets rules that are not among these. */
  keep(rules: ReadonlyMap<string, unknown>): void;
  /** Of the most tried rules, MAX_RULES_TOLD at most; the counts of the others wait for the next time. */
  take(): Record<string, number>;
}

/** A sum of its own, as rule sets come and go, and share rules. */
export function createRuleTries(): RuleTries {
  const counts = new Map<string, number>();
  return {
    collect(ruleSet, ids) {
      for (const [rule, tries] of ruleSet.takeTries()) {
        const id = ids.get(rule)?.id;
        if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + tries);
      }
    },
    keep(rules) {
      for (const id of counts.keys()) if (!rules.has(id)) counts.delete(id);
    },
    take() {
      const told = mostTried(counts);
      for (const [id] of told) counts.delete(id);
      return Object.fromEntries(told);
    },
  };
}

/** Sorts numbers alone: of tens of thousands of rules that takes milliseconds, and events wait. */
function mostTried(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  const all = [...counts];
  const least = Float64Array.from(counts.values()).sort().at(-MAX_RULES_TOLD) ?? 0;
  const more = all.filter(([, tries]) => tries > least);
  const asMany = all.filter(([, tries]) => tries === least);
  return [...more, ...asMany].slice(0, MAX_RULES_TOLD);
}
