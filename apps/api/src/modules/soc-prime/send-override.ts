import { AppError } from '../../app-error.ts';
import { changedMeanwhile } from '../../database/version-conflict.ts';
import type { Actor } from '../audit/index.ts';
import type { Changed } from '../outbox/index.ts';
import type { RepositoryService } from '../repositories/index.ts';
import type { Rule, RuleOverrideService, RuleService } from '../rules/index.ts';
import type { SocPrimeService } from './soc-prime.service.ts';

/**
 * Gives the platform the text that a rule has here, which is upstream's from then on. Throws NOT_FOUND; CONFLICT where the
 * rule was changed since, or there is nothing to send; what SocPrimeService throws.
 */
export type SendOverride = (
  actor: Actor,
  rule: { readonly id: string; readonly version: number },
) => Promise<Changed<Rule>>;

export interface SendOverrideDependencies {
  readonly rules: RuleService;
  readonly repositories: RepositoryService;
  readonly overrides: RuleOverrideService;
  readonly socPrime: SocPrimeService;
}

export function createSendOverride({
  rules,
  repositories,
  overrides,
  socPrime,
}: SendOverrideDependencies): SendOverride {
  return async (actor, { id, version }) => {
    const { text, path, upstreamText, ...rule } = await rules.get(id);
    if (rule.version !== version) throw changedMeanwhile('rule', { version: rule.version, text });
    const { platformId, name } = await repositories.get(rule.repositoryId);
    if (platformId === null) throw new AppError('CONFLICT', `"${name}" is no repository of SOC Prime.`);
    if (upstreamText === null) throw new AppError('CONFLICT', "The rule's text is the platform's already.");
    if (upstreamText === '') throw new AppError('CONFLICT', 'The platform has the rule no more.');
    // The platform first: killed in between, the next run finds that it has the same text.
    await socPrime.writeRule(platformId, path.replace(/\.yml$/, ''), text);
    return overrides.settle(actor, { id, version });
  };
}
