import { levelOfIndex } from '../../graphql/rule-level.ts';
import { toTechnique } from '../../graphql/technique.type.ts';
import type { Rule } from './rule.entity.ts';
import type { RuleObject } from './rule.type.ts';

export function toRuleObject(rule: Rule): RuleObject {
  const {
    id,
    sigmaId,
    title,
    path,
    text,
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
    text,
    enabled,
    version,
    createdAt,
    updatedAt,
    repositoryId,
    overridden: rule.upstreamText !== null,
    isPinned: rule.isPinned,
    upstreamText: rule.upstreamText === '' ? null : rule.upstreamText,
    failingTests: rule.failingTests,
    isGoneUpstream: rule.upstreamText === '',
  };
}
