import { AuditAction, type AuditObject } from './audit-entry.entity.ts';
import type { AuditedChange } from './write-audit.ts';

/** The change of an object from one state to another: absent before it is created, absent after it is deleted. */
export function auditedChange<Row extends { readonly id: string; readonly name: string }>(
  objectType: AuditObject,
  before: Row | undefined,
  after: Row | undefined,
  factsOf: (row: Row) => Readonly<Record<string, unknown>>,
): AuditedChange {
  const row = after ?? before;
  const action =
    before === undefined ? AuditAction.CREATE : after === undefined ? AuditAction.DELETE : AuditAction.UPDATE;
  return {
    action,
    objectType,
    objectId: row?.id ?? null,
    objectName: row?.name ?? '',
    before: before && factsOf(before),
    after: after && factsOf(after),
  };
}
