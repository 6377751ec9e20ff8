import type { Context } from '../../graphql/context.ts';
import { levelOfIndex } from '../../graphql/rule-level.ts';
import { toTechnique } from '../../graphql/technique.type.ts';
import type { ListedRule, Rule, RuleTexts } from './rule.entity.ts';
import type { RuleObject } from './rule.type.ts';

/** The texts of a rule, of all rules of a request at once. */
export async function textsOf({ id, texts }: RuleObject, { loaders }: Context): Promise<RuleTexts> {
  return texts ?? loaders.ruleTexts.load(id);
}

export function toRuleObject(rule: Rule): RuleObject {
  const { text, upstreamText } = rule;
  const upstream = { isOverridden: upstreamText !== null, isGoneUpstream: upstreamText === '' };
  return toListedRuleObject({ ...rule, ...upstream }, { text, upstreamText });
}

export function toListedRuleObject(rule: ListedRule, texts?: RuleTexts): RuleObject {
  const {
    id,
    sigmaId,
    title,
    path,
    enabled,
    stage,
    levelOverride,
    version,
    createdAt,
    updatedAt,
    repositoryId,
  } = rule;
  const { product, category, service, status, tactics } = rule;
  return {
    id,
    sigmaId,
    title,
    level: levelOfIndex(rule.level),
    levelOverride: levelOverride === null ? null : levelOfIndex(levelOverride),
    stage,
    path,
    status,
    tactics,
    logSource: { product, category, service },
    techniques: rule.techniques.map(toTechnique),
    enabled,
    version,
    createdAt,
    updatedAt,
    repositoryId,
    overridden: rule.isOverridden,
    isPinned: rule.isPinned,
    failingTests: rule.failingTests,
    isGoneUpstream: rule.isGoneUpstream,
    texts,
  };
}
