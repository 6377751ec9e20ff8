import type { Diagnostic } from '@sluice/diagnostics';
import { AuditAction, AuditObject, type AuditedChange } from '../audit/index.ts';
import type { RefusedFile } from './parse-files.ts';
import type { RuleDiff } from './rule-diff.ts';
import { failureDiagnostics } from './failing-tests.ts';
import type { KnownRule, WrittenRow } from './rule-rows.ts';
import type { TestOutcomes } from './try-rules.ts';

export type FileOutcome = 'ADDED' | 'CHANGED' | 'UNCHANGED' | 'REFUSED' | 'REMOVED' | 'KEPT';

export interface FileReport {
  readonly path: string;
  readonly outcome: FileOutcome;
  readonly ruleId?: string;
  readonly sigmaId?: string;
  readonly title?: string;
  readonly diagnostics: readonly Diagnostic[];
}

export function reportRemoved({ path, id, sigmaId, title }: KnownRule): FileReport {
  return { path, outcome: 'REMOVED', ruleId: id, sigmaId, title, diagnostics: [] };
}

/** What was written, and the stored tests that fail with it, by their rule. */
interface Done {
  readonly written: readonly WrittenRow[];
  readonly failing: TestOutcomes['failing'];
}

/** What became of each file: refused ones first, then those whose rules are gone, then all others. */
export function reportFiles(
  { added, changed, unchanged, removed, kept, unread }: RuleDiff,
  refused: readonly RefusedFile[],
  { written, failing }: Done = { written: [], failing: new Map() },
): FileReport[] {
  const ids = new Map(written.map(({ sigmaId, id }) => [sigmaId, id]));
  const report = (
    outcome: FileOutcome,
    { path, columns: { sigmaId, title }, diagnostics }: RuleDiff['added'][number],
    ruleId = ids.get(sigmaId),
  ): FileReport => ({
    ...{ path, outcome, sigmaId, title },
    diagnostics: [...failureDiagnostics(failing.get(ruleId ?? '') ?? [], 'warning'), ...diagnostics],
    ...(ruleId === undefined ? {} : { ruleId }),
  });
  return [
    ...refused.map((refusal) => ({ ...refusal, outcome: 'REFUSED' }) as const),
    ...removed.map(reportRemoved),
    ...kept.map(({ before, file }) =>
      file === null
        ? ({ ...reportRemoved(before), outcome: 'KEPT' } as const)
        : report('KEPT', file, before.id),
    ),
    ...added.map((file) => report('ADDED', file)),
    ...changed.map(({ file, before }) => report('CHANGED', file, before.id)),
    ...unchanged.map(({ file, before }) => report('UNCHANGED', file, before.id)),
    ...unread.map((rule) => ({ ...reportRemoved(rule), outcome: 'UNCHANGED' }) as const),
  ];
}

/** Rules that an entry of the audit log names. */
const MAX_NAMED = 1_000;

/** What the audit log says of an import that changed something. */
export function auditedImport(
  objectId: string,
  objectName: string,
  { added, changed, removed, kept }: RuleDiff,
): AuditedChange {
  const ids = {
    added: added.map(({ columns }) => columns.sigmaId),
    changed: changed.map(({ file }) => file.columns.sigmaId),
    removed: removed.map(({ sigmaId }) => sigmaId),
  };
  return {
    ...{ action: AuditAction.IMPORT, objectType: AuditObject.REPOSITORY, objectId, objectName },
    after: {
      ...{ addedCount: added.length, changedCount: changed.length },
      ...{ added: ids.added.slice(0, MAX_NAMED), changed: ids.changed.slice(0, MAX_NAMED) },
      ...(kept.length === 0 ? {} : { keptCount: kept.length }),
      ...(removed.length === 0
        ? {}
        : { removedCount: removed.length, removed: ids.removed.slice(0, MAX_NAMED) }),
    },
  };
}
