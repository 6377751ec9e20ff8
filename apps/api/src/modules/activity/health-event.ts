import type { HealthChange } from '../health/index.ts';
import { ActivityKind, ActivitySeverity } from './activity-event.entity.ts';
import type { NewEvent } from './record-events.ts';

const MINUTE_MS = 60_000;

/** A part of Sluice that stands otherwise than before. Replicas see it within the same minute, mostly. */
export function healthEvent({ part, before, verdict: { status, message }, at }: HealthChange): NewEvent {
  const severities = {
    OK: ActivitySeverity.INFO,
    DEGRADED: ActivitySeverity.WARNING,
    DOWN: ActivitySeverity.ERROR,
  };
  return {
    ...{ kind: ActivityKind.HEALTH, severity: severities[status], objectId: part, objectName: part },
    message: `${part} is ${status}, and was ${before}. ${message}`,
    key: `health/${part}/${status}/${Math.floor(at.getTime() / MINUTE_MS)}`,
  };
}
