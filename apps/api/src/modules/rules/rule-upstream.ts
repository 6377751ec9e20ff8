import { AppError } from '../../app-error.ts';
import { RepositoryType, type RuleRepository } from '../repositories/index.ts';
import type { RuleColumns } from './rule-columns.ts';
import type { Rule } from './rule.entity.ts';

/** Upstream's text where upstream has the rule no more. */
export const GONE = '';

/**
 * What is known of upstream after an edit of the text: a rule of a synced repository becomes an override, or is upstream's
 * again. Throws BAD_USER_INPUT where its Sigma id would change: by it, it is known again.
 */
export function upstreamAfterEdit(
  { type, name }: RuleRepository,
  before: Pick<Rule, 'text' | 'upstreamText' | 'sigmaId'>,
  { text, sigmaId }: RuleColumns,
): Pick<Rule, 'upstreamText'> {
  if (type === RepositoryType.LOCAL) return { upstreamText: null };
  if (sigmaId !== before.sigmaId) {
    const message = `The rule is synced from "${name}", and known again by its id ${before.sigmaId}. Keep the id, or make a rule of your own in a LOCAL repository.`;
    throw new AppError('BAD_USER_INPUT', message);
  }
  const upstream = before.upstreamText ?? before.text;
  return { upstreamText: upstream === text ? null : upstream };
}
