import type { Publication } from '../outbox/index.ts';
import type { HealthCheck, Verdict } from './health-check.ts';

/** A change reaches Kafka within a second where all is well. */
const LATE_MS = 10_000;

export interface OutboxParts {
  readonly publication: () => Promise<Publication>;
  /** Why this replica publishes nothing. */
  readonly trouble: () => string | undefined;
  readonly now: () => Date;
}

export function checkOutbox({ publication, trouble, now }: OutboxParts): HealthCheck {
  return {
    part: 'OUTBOX',
    remedy: 'See whether Postgres can be reached.',
    look: async () => judgeOutbox(await publication(), trouble(), now()),
  };
}

export function judgeOutbox(
  { revision, pending, pendingSince }: Publication,
  trouble: string | undefined,
  now: Date,
): Verdict {
  const waitedMs = pendingSince === null ? 0 : now.getTime() - pendingSince.getTime();
  if (waitedMs > LATE_MS)
    return {
      status: 'DOWN',
      message: `${pending} changes wait for Kafka, the first since ${pendingSince?.toISOString()}${trouble === undefined ? '' : `: ${trouble}`}.`,
      remedy:
        'They are kept, and published in their order once Kafka takes them. See whether Kafka can be written.',
    };
  if (trouble !== undefined)
    return {
      ...{ status: 'DEGRADED', message: `This replica can not publish: ${trouble}.` },
      remedy: 'It tries again every second. See whether Kafka can be written.',
    };
  return { status: 'OK', message: `Revision ${revision}; ${pending} changes wait.` };
}
