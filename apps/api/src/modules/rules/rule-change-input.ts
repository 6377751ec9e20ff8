import { indexOfLevel } from '../../graphql/rule-level.ts';
import type { UpdateRuleInput } from './rule-change.type.ts';
import type { RuleUpdate } from './rule.service.ts';

/** Null means "as it is" but for the override of the level, which it takes away. */
export function toRuleUpdate({ text, enabled, stage, levelOverride, ...rest }: UpdateRuleInput): RuleUpdate {
  return {
    ...rest,
    text: text ?? undefined,
    enabled: enabled ?? undefined,
    stage: stage ?? undefined,
    levelOverride:
      levelOverride === null || levelOverride === undefined ? levelOverride : indexOfLevel(levelOverride),
  };
}
