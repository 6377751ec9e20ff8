export { systemActor } from './actor.ts';
export type { Actor } from './actor.ts';
export { auditedChange } from './audited-change.ts';
export { AuditAction, AuditEntry, AuditObject } from './audit-entry.entity.ts';
export { createAuditService } from './audit.service.ts';
export type { AuditService } from './audit.service.ts';
export { exportFormats } from './export-lines.ts';
export { writeAudit } from './write-audit.ts';
export type { AuditedChange } from './write-audit.ts';
