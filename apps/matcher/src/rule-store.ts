import { hash } from 'node:crypto';
import type { Level, RuleMessage } from '@sluice/contracts';
import { parseRule, type SigmaRule } from '@sluice/sigma';
import { firstFault } from './first-fault.ts';
import { ruleFragment, type RuleFragment } from './tag-event.ts';

/** A rule as this worker holds it: compiled, with what it adds to an event, or refused with the reason. */
export type StoredRule = LoadedRule | RefusedRule;

export interface LoadedRule {
  readonly kind: 'loaded';
  readonly id: string;
  readonly repositoryId: string;
  /** Tells whether a text is still the same; fifty thousand texts themselves are 60 MB. */
  readonly textHash: string;
  readonly rule: SigmaRule;
  readonly stage: RuleMessage['stage'];
  /** What the rule says, or what takes its place. */
  readonly level: Level;
  readonly fragment: RuleFragment;
}

export interface RefusedRule {
  readonly kind: 'refused';
  readonly id: string;
  readonly repositoryId: string;
  /** Tells whether a text is still the same; fifty thousand texts themselves are 60 MB. */
  readonly textHash: string;
  readonly code: string;
  readonly message: string;
}

/**
 * Parses a rule message. The API has parsed the same text with the same library, so a refusal means that API and
 * worker differ in version; it stops this one rule and is reported. An unchanged text is not parsed again.
 */
export function storeRule(message: RuleMessage, previous: StoredRule | undefined): StoredRule {
  const { id, repositoryId, text } = message;
  const textHash = hash('sha256', text, 'base64');
  const identity = { id, repositoryId, textHash };
  if (previous?.textHash === textHash)
    return previous.kind === 'loaded'
      ? loadRule(previous.rule, identity, message)
      : { ...previous, ...identity };
  const parsed = parseRule(text, { isForMatching: true });
  return parsed.ok
    ? loadRule(parsed.value, identity, message)
    : { kind: 'refused', ...identity, ...firstFault(parsed) };
}

function loadRule(
  rule: SigmaRule,
  identity: Pick<LoadedRule, 'id' | 'repositoryId' | 'textHash'>,
  { stage, level = rule.metadata.level }: RuleMessage,
): LoadedRule {
  return {
    kind: 'loaded',
    ...identity,
    rule,
    stage,
    level,
    fragment: ruleFragment({ ...rule.metadata, level }),
  };
}
