import { AuditAction } from '../audit/index.ts';
import type { ActivityRow } from './activity-row.ts';
import type { ActivityEntryType } from './activity.type.ts';

export function toActivityEntry(row: ActivityRow): ActivityEntryType {
  const { source, id, atMicros: _, message, ...facts } = row;
  return { ...facts, id: `${source}/${id}`, message: message ?? sentenceOf(row) };
}

const VERBS: Readonly<Record<AuditAction, string>> = {
  [AuditAction.CREATE]: 'created',
  [AuditAction.UPDATE]: 'changed',
  [AuditAction.DELETE]: 'deleted',
  [AuditAction.IMPORT]: 'imported into',
  [AuditAction.SYNC]: 'started, cancelled or confirmed a sync of',
  [AuditAction.RECONCILE]: 'reconciled',
  [AuditAction.LOGIN]: 'logged in as',
  [AuditAction.LOGIN_FAILED]: 'could not log in as',
  [AuditAction.LOGOUT]: 'logged out as',
};

function sentenceOf({ actor, action, objectType, objectName }: ActivityRow): string {
  const verb = action === null ? 'did something to' : VERBS[action];
  const what = (objectType ?? '').toLowerCase().replaceAll('_', ' ');
  return `${actor ?? 'Sluice'} ${verb} the ${what} "${objectName}".`;
}
