import { tmpdir } from 'node:os';
import type { DataSource } from 'typeorm';
import type { TopicAdmin } from '@sluice/kafka';
import type { LiveState } from './modules/dashboard/live-state.ts';
import {
  checkDisk,
  checkKafka,
  checkOutbox,
  checkPostgres,
  checkQueue,
  checkRepositories,
  checkWorkers,
  createHealthService,
  type HealthChange,
  type HealthService,
} from './modules/health/index.ts';
import { readPublication, type Relay } from './modules/outbox/index.ts';
import type { JobQueue } from './queues/job-queue.ts';
import { waitAtMost } from './wait-at-most.ts';

export interface HealthParts {
  readonly database: DataSource;
  readonly admin: TopicAdmin;
  readonly prefix: string;
  readonly live: LiveState;
  readonly relay: Relay;
  readonly queue: JobQueue;
  readonly onChange: (change: HealthChange) => void;
}

/** Workers are not known before what they wrote is read; longer, and those that are known have to do. */
const MAX_WAIT_MS = 3_000;

/** Everything that Sluice needs, each with the question that tells how it stands. */
export function composeHealth(parts: HealthParts): HealthService {
  const { database, admin, prefix, live, relay, queue, onChange } = parts;
  const now = (): Date => new Date();
  return createHealthService({
    now,
    onChange,
    checks: [
      checkPostgres(database),
      checkKafka({ admin, prefix, trouble: () => live.trouble() }),
      checkQueue(() => queue.state()),
      checkOutbox({
        publication: () => readPublication(database.manager),
        trouble: () => relay.trouble(),
        now,
      }),
      checkWorkers({
        async workers() {
          await waitAtMost(live.caughtUp, MAX_WAIT_MS);
          return live.workers.list(now().getTime());
        },
        async enabledPipelines() {
          const [{ count }] = await database.query<[{ count: number }]>(
            'SELECT count(*)::integer AS count FROM pipelines WHERE enabled',
          );
          return count;
        },
      }),
      checkRepositories(database),
      checkDisk(tmpdir()),
    ],
  });
}
