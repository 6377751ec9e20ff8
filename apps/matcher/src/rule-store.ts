import { hash } from 'node:crypto';
import type { RuleMessage } from '@sluice/contracts';
import { parseRule, type SigmaRule } from '@sluice/sigma';
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

const loadedRules = new WeakMap<SigmaRule, LoadedRule>();

/** What this worker knows of a rule that matched. */
export function loadedRuleOf(rule: SigmaRule): LoadedRule | undefined {
  return loadedRules.get(rule);
}

function keep(stored: StoredRule): StoredRule {
  if (stored.kind === 'loaded') loadedRules.set(stored.rule, stored);
  return stored;
}

/**
 * Parses a rule message. The API has parsed the same text with the same library, so a refusal means that API and
 * worker differ in version; it stops this one rule and is reported. An unchanged text is not parsed again.
 */
export function storeRule(message: RuleMessage, previous: StoredRule | undefined): StoredRule {
  const { id, repositoryId, text } = message;
  const textHash = hash('sha256', text, 'base64');
  if (previous?.textHash === textHash) return keep({ ...previous, repositoryId });
  const parsed = parseRule(text, { isForMatching: true });
  if (parsed.ok) {
    const rule = parsed.value;
    return keep({ kind: 'loaded', id, repositoryId, textHash, rule, fragment: ruleFragment(rule.metadata) });
  }
  const fault = parsed.diagnostics.find(({ severity }) => severity === 'error');
  const place = fault?.span === undefined ? '' : `line ${fault.span.line}, column ${fault.span.column}: `;
  const code = fault?.code ?? 'sigma.refused';
  return {
    kind: 'refused',
    id,
    repositoryId,
    textHash,
    code,
    message: `${place}${fault?.message ?? 'refused'}`,
  };
}
