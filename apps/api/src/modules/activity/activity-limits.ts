import { Role, type Principal, type TopicAccess } from '../auth/index.ts';
import { AuditObject } from '../audit/index.ts';
import { ActivityKind } from './activity-event.entity.ts';
import type { ActivityRow } from './activity-row.ts';

/** What of the activity somebody does not see. */
export interface ActivityLimits {
  readonly hiddenObjects: readonly AuditObject[];
  readonly hiddenKinds: readonly ActivityKind[];
}

/** Accounts and secrets, which are the administrators'. */
const ACCOUNTS = [AuditObject.USER, AuditObject.SESSION, AuditObject.API_TOKEN, AuditObject.SOC_PRIME_KEY];
/** What has to do with topics, or may name one. */
const OF_TOPICS = [AuditObject.PIPELINE, AuditObject.TOPIC, AuditObject.CONFIGURATION];
const KINDS_OF_TOPICS = [ActivityKind.PIPELINE_STATUS, ActivityKind.HEALTH];

/**
 * Administrators see all of it, by an API token too; others nothing of accounts; analysts and viewers nothing of health, which
 * they can't ask for either; who is limited to topics nothing of any pipeline.
 */
export function activityLimits(principal: Principal, topics: TopicAccess): ActivityLimits {
  const { role } = principal;
  const isOperator = role === Role.ADMIN || role === Role.ENGINEER;
  return {
    hiddenObjects: [...(role === Role.ADMIN ? [] : ACCOUNTS), ...(topics.isLimited ? OF_TOPICS : [])],
    hiddenKinds: [...(isOperator ? [] : [ActivityKind.HEALTH]), ...(topics.isLimited ? KINDS_OF_TOPICS : [])],
  };
}

export function isVisible({ kind, objectType }: ActivityRow, limits: ActivityLimits): boolean {
  return (
    !limits.hiddenKinds.includes(kind) && (objectType === null || !limits.hiddenObjects.includes(objectType))
  );
}
