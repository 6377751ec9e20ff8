import type { QueueState } from '../../queues/job-queue.ts';
import type { HealthCheck, Verdict } from './health-check.ts';

/** So many wait for longer than a moment only where nobody works at them. */
const MANY = 1_000;

export function checkQueue(state: () => Promise<QueueState>): HealthCheck {
  return {
    part: 'QUEUE',
    remedy:
      'See whether Redis (REDIS_URL), or Postgres where there is none, can be reached. It is tried again by itself; until then jobs wait.',
    look: async () => judgeQueue(await state()),
  };
}

export function judgeQueue({ backend, version, waiting, active }: QueueState): Verdict {
  const named = version === undefined ? {} : { version };
  const where = backend === 'REDIS' ? 'Redis' : 'Postgres';
  const message = `On ${where}: ${active} jobs run, ${waiting} wait.`;
  if (waiting <= MANY) return { status: 'OK', message, ...named };
  const remedy = 'See the log of the API for jobs that fail or take long, or start another replica.';
  return { status: 'DEGRADED', message, remedy, ...named };
}
