import { CONFIG_SCHEMA_VERSION, configKey, encodeMessage, ruleMessage } from '@sluice/contracts';
import type { SigmaRule } from '@sluice/sigma';
import { hasNul } from '../../database/nul.ts';
import type { ConfigRecord } from '../outbox/index.ts';
import { LEVELS, RuleStage, type Rule } from './rule.entity.ts';

export type RuleColumns = Pick<
  Rule,
  | 'sigmaId'
  | 'text'
  | 'title'
  | 'level'
  | 'product'
  | 'category'
  | 'service'
  | 'techniques'
  | 'tactics'
  | 'status'
>;

/** What is stored of a rule beside its text. */
export function ruleColumns({ metadata }: SigmaRule, text: string): RuleColumns {
  const { logSource, techniques, tactics } = metadata;
  return {
    sigmaId: metadata.id,
    text,
    title: metadata.title,
    level: LEVELS.indexOf(metadata.level),
    product: logSource.product ?? null,
    category: logSource.category ?? null,
    service: logSource.service ?? null,
    techniques: [...techniques],
    tactics: [...tactics],
    status: metadata.status ?? null,
  };
}

/** Whether YAML's escapes brought U+0000 into a column: Postgres refuses it. */
export function columnsHaveNul(columns: RuleColumns): boolean {
  return Object.values(columns)
    .flat()
    .some((value) => typeof value === 'string' && hasNul(value));
}

/** What the workers are told of a rule: its whole state, or that it is gone. */
export function ruleRecord(
  rule: Pick<Rule, 'id' | 'repositoryId' | 'text' | 'enabled' | 'stage' | 'levelOverride'>,
): ConfigRecord {
  const { id, repositoryId, text, enabled, stage, levelOverride } = rule;
  const key = configKey('rule', id);
  const level = levelOverride === null ? undefined : LEVELS[levelOverride];
  if (!enabled || stage === RuleStage.DRAFT) return { key, value: null };
  const value = encodeMessage(ruleMessage, {
    schemaVersion: CONFIG_SCHEMA_VERSION,
    id,
    repositoryId,
    text,
    stage,
    ...(level === undefined ? {} : { level }),
  });
  return { key, value };
}
