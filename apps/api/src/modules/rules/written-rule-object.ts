import { toDiagnosticType } from '../../graphql/diagnostic.type.ts';
import type { UpdateRulePayload } from './rule-change.type.ts';
import { toRuleObject } from './rule-object.ts';
import type { WrittenRule } from './rule.service.ts';

export function toPayload(written: WrittenRule): UpdateRulePayload {
  const diagnostics = written.diagnostics.map(toDiagnosticType);
  if (written.kind === 'refused') return { rule: null, diagnostics, revision: null };
  return { rule: toRuleObject(written.rule), diagnostics, revision: written.revision };
}
