import { readRuleFiles } from '@sluice/archive';
import { findRuleId, parseRule } from '@sluice/sigma';
import type { SigmaRule } from '@sluice/sigma';

/** A rule file that was not taken in. `line` is 1-based, null where the file as a whole is meant. */
export interface RefusedRule {
  readonly path: string;
  readonly id: string | null;
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
}

export interface LoadedRules {
  readonly rules: readonly SigmaRule[];
  readonly refused: readonly RefusedRule[];
}

/** Reads and parses all rules of a source, file by file: no text is kept. One bad file never stops the others. */
export async function loadRules(path: string, folders: readonly string[] | undefined): Promise<LoadedRules> {
  const rules: SigmaRule[] = [];
  const refused: RefusedRule[] = [];
  const pathOf = new Map<string, string>();
  for await (const file of readRuleFiles({ path }, folders ? { folders } : {})) {
    if (!file.ok) {
      refused.push({ path: file.path, id: null, code: file.code, message: file.message, line: null });
      continue;
    }
    const result = parseRule(file.text, { isForMatching: true });
    if (!result.ok) {
      const error = result.diagnostics.find(({ severity }) => severity === 'error');
      refused.push({
        path: file.path,
        id: findRuleId(file.text) ?? null,
        code: error?.code ?? 'sigma.rule.refused',
        message: error?.message ?? 'the rule is refused',
        line: error?.span?.line ?? null,
      });
      continue;
    }
    const { id } = result.value.metadata;
    const first = pathOf.get(id);
    if (first === undefined) {
      pathOf.set(id, file.path);
      rules.push(result.value);
    } else {
      refused.push({
        path: file.path,
        id,
        code: 'sigma.rule.duplicate-id',
        message: `${first} has the same id`,
        line: null,
      });
    }
  }
  return { rules, refused };
}
