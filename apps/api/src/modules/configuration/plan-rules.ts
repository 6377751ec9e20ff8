import { invariant } from '@sluice/diagnostics';
import {
  DEFAULT_STATE,
  LEVELS,
  type RuleState,
  type RuleStateChange,
  type StatedRule,
} from '../rules/index.ts';
import type { ConfigurationDocument, DocumentedRuleState } from './document.ts';
import { ruleKey, type NamedRules } from './named-rules.ts';
import type { PlannedChange } from './plan.ts';

/** A rule whose state applying a document changes. */
export interface PlannedRule {
  readonly action: 'UPDATE';
  readonly kind: 'rules';
  /** Repository and Sigma id. */
  readonly name: string;
  readonly facts: PlannedChange['facts'];
}

/** What is told of the changes, and the changes themselves, in the same order. */
export interface PlannedRules {
  readonly told: readonly PlannedRule[];
  readonly changes: readonly RuleStateChange[];
}

interface Current {
  /** Those whose state is not the default. */
  readonly set: readonly StatedRule[];
  readonly repositories: readonly { readonly id: string; readonly name: string }[];
}

/**
 * What gives the rules the `wanted` states, if anything; with `prune` those that are not wanted go back to the default. Rules of
 * other repositories than those of `current` are left alone.
 */
export function planRules(
  current: Current,
  wanted: ConfigurationDocument['rules'],
  named: NamedRules,
  prune: boolean,
): PlannedRules {
  if (wanted === undefined) return { told: [], changes: [] };
  const keys = new Set(wanted.map(ruleKey));
  const names = new Map(current.repositories.map(({ id, name }) => [id, name]));
  const unnamed = !prune
    ? []
    : current.set.flatMap((rule) => {
        const repository = names.get(rule.repositoryId);
        if (repository === undefined || keys.has(ruleKey({ repository, id: rule.sigmaId }))) return [];
        return [{ name: `${repository}/${rule.sigmaId}`, rule, state: DEFAULT_STATE }];
      });
  const planned = [
    ...wanted.map((each) => ({
      name: `${each.repository}/${each.id}`,
      rule: named.get(each),
      state: stateOf(each),
    })),
    ...unnamed,
  ].flatMap(({ name, rule, state }) => {
    const facts = differences(rule, state);
    return facts.length === 0 ? [] : [{ name, rule, state, facts }];
  });
  return {
    told: planned.map(({ name, facts }) => ({ action: 'UPDATE', kind: 'rules', name, facts })),
    changes: planned.map(({ rule, state }) => ({ rule, state })),
  };
}

function stateOf({ enabled, stage, level, isPinned }: DocumentedRuleState): RuleState {
  return { enabled, stage, levelOverride: level === null ? null : LEVELS.indexOf(level), isPinned };
}

/** A state as documents say it. */
export function documentedState(state: RuleState): Omit<DocumentedRuleState, 'repository' | 'id'> {
  const { enabled, stage, levelOverride, isPinned } = state;
  const level = levelOverride === null ? null : LEVELS[levelOverride];
  invariant(level !== undefined, 'a level has no name');
  return { enabled, stage, level, isPinned };
}

function differences(before: RuleState, after: RuleState): PlannedChange['facts'] {
  const [now, wanted] = [documentedState(before), documentedState(after)];
  return (['enabled', 'stage', 'level', 'isPinned'] as const)
    .filter((field) => now[field] !== wanted[field])
    .map((field) => ({ field, before: now[field], after: wanted[field] }));
}
