import { topicSpecifications } from '@sluice/contracts';
import { describe, expect, it } from 'vitest';
import type { KnownWorker } from '../dashboard/index.ts';
import { judgeDisk } from './check-disk.ts';
import { checkKafka, judgeKafka } from './check-kafka.ts';
import { judgeOutbox } from './check-outbox.ts';
import { judgePostgres } from './check-postgres.ts';
import { judgeQueue } from './check-queue.ts';
import { judgeRepositories } from './check-repositories.ts';
import { judgeWorkers } from './check-workers.ts';
import type { HealthCheck, Verdict } from './health-check.ts';
import { createHealthService, type HealthChange } from './health.service.ts';
import { watchHealth } from './watch-health.ts';

function workerThat(facts: Partial<KnownWorker> = {}): KnownWorker {
  return {
    ...{ schemaVersion: 1, workerId: 'w', instance: 'i', host: 'h', version: '1.0.0', pid: 1 },
    ...{ startedAt: '', at: '', configSchemaVersion: 1, appliedRevision: 1, memoryBytes: 1, rulesLoaded: 1 },
    ...{
      rulesRefused: [],
      rulesRefusedCount: 0,
      pipelines: [],
      lostPositions: [],
      heardAtMs: 0,
      stale: false,
    },
    ...facts,
  };
}
const stateOf = (state: 'RUNNING' | 'BLOCKED', reason?: string) => ({
  pipelines: [
    {
      ...{ pipelineId: 'p', state, partitions: [], rulesLoaded: 1, rulesRefusedCount: 0, faults: [] },
      ...(reason === undefined ? {} : { reason }),
    },
  ],
});
const now = new Date('2026-01-01T00:01:00Z');
const postgres = { version: '17.1', maxConnections: 100, databaseBytes: 1 };
const kafka = { topics: ['a', 'b', 'c'], own: ['a', 'b'], versions: ['4.2', '4.3'] };
const publication = { revision: 7, publishedRevision: 7, pending: 0, pendingSince: null };
const queue = { backend: 'REDIS', version: '7.2', active: 1 } as const;
const fine = { name: 'B', state: 'SUCCEEDED', error: null } as const;
const fresh = { name: 'C', state: null, error: null };
const waiting = (seconds: number) => ({
  ...publication,
  pending: 2,
  pendingSince: new Date(now.getTime() - seconds * 1_000),
});

it.each<readonly [what: string, verdict: Verdict, status: Verdict['status'], says: string]>([
  ['Postgres', judgePostgres({ ...postgres, connections: 89 }), 'OK', '89 of 100'],
  ['Postgres, nearly full', judgePostgres({ ...postgres, connections: 90 }), 'DEGRADED', '90 of 100'],
  ['Kafka', judgeKafka(kafka, undefined), 'OK', '3 topics'],
  ['Kafka without a topic', judgeKafka({ ...kafka, topics: ['a'] }, undefined), 'DEGRADED', 'missing: b'],
  ['Kafka that is not read', judgeKafka(kafka, 'metrics: gone'), 'DEGRADED', 'metrics: gone'],
  ['a queue', judgeQueue({ ...queue, waiting: 1_000 }), 'OK', '1000 wait'],
  ['a queue that nobody empties', judgeQueue({ ...queue, waiting: 1_001 }), 'DEGRADED', '1001 wait'],
  ['an outbox', judgeOutbox(publication, undefined, now), 'OK', 'Revision 7'],
  ['an outbox with a change of now', judgeOutbox(waiting(10), undefined, now), 'OK', '2 changes wait'],
  ['an outbox that waits', judgeOutbox(waiting(11), 'no broker', now), 'DOWN', 'no broker'],
  ['a relay that fails', judgeOutbox(publication, 'no broker', now), 'DEGRADED', 'no broker'],
  ['workers', judgeWorkers([workerThat(stateOf('RUNNING'))], 1), 'OK', '1 workers'],
  ['no workers and no work', judgeWorkers([], 0), 'OK', '0 workers'],
  ['no workers', judgeWorkers([workerThat({ stale: true })], 2), 'DOWN', '2 pipelines are enabled'],
  [
    'a worker that is silent',
    judgeWorkers([workerThat(), workerThat({ stale: true, host: 'far' })], 1),
    'DEGRADED',
    'far',
  ],
  [
    'a worker that refuses rules',
    judgeWorkers([workerThat({ rulesRefusedCount: 3 })], 1),
    'DEGRADED',
    '3 rules',
  ],
  ['a blocked pipeline', judgeWorkers([workerThat(stateOf('BLOCKED', 'Full.'))], 1), 'DEGRADED', 'Full.'],
  ['repositories', judgeRepositories([fine, fresh]), 'OK', '2 repositories'],
  [
    'a failing one',
    judgeRepositories([fine, { name: 'A', state: 'FAILED', error: 'gone' }]),
    'DEGRADED',
    '"A" failed: gone',
  ],
  [
    'one that asks',
    judgeRepositories([fine, { name: 'A', state: 'NEEDS_CONFIRMATION', error: '' }]),
    'DEGRADED',
    'confirmed',
  ],
  ['a disk', judgeDisk('/tmp', 10, 100), 'OK', 'free at /tmp'],
  ['a disk with little room', judgeDisk('/tmp', 9, 100), 'DEGRADED', 'free at /tmp'],
  ['a full disk', judgeDisk('/tmp', 1, 100), 'DOWN', 'free at /tmp'],
])('%s', (_, verdict, status, says) => {
  expect(verdict).toMatchObject({ status, message: expect.stringContaining(says) as string });
  expect('remedy' in verdict).toBe(status !== 'OK');
});

it('Kafka tells the releases of its brokers, where they do', () => {
  expect(judgeKafka(kafka, undefined).version).toBe('4.2, 4.3');
  expect(judgeKafka({ ...kafka, versions: [] }, undefined).version).toBeUndefined();
});

it('Kafka is no worse for brokers that do not tell their release, or not in time', async () => {
  const look = (brokerVersions: () => Promise<readonly string[]>) => {
    const own = topicSpecifications('s').map(({ topic }) => topic);
    const admin = { listTopics: () => Promise.resolve(own), brokerVersions };
    return checkKafka({ admin, prefix: 's', trouble: () => undefined }).look();
  };
  const ok = { status: 'OK', message: expect.any(String) as string };
  expect(await look(() => Promise.reject(new Error('refused')))).toEqual(ok);
  expect(await look(() => new Promise(() => undefined))).toEqual(ok);
});

describe('health', () => {
  const part = 'KAFKA';
  const ok: Verdict = { status: 'OK', message: 'well' };
  const down: Verdict = { status: 'DOWN', message: 'gone', remedy: 'help' };
  function service(look: HealthCheck['look'], changes: HealthChange[] = []) {
    let nowMs = 0;
    const health = createHealthService({
      checks: [{ part, remedy: 'help', look }],
      now: () => new Date(nowMs),
      onChange: (change) => changes.push(change),
      maxMs: 50,
    });
    return {
      at(ms: number) {
        nowMs = ms;
        return health.read();
      },
    };
  }

  it('is that of its worst part, since it was first so, and is looked at once for many', async () => {
    const now: { verdict: Verdict } = { verdict: ok };
    let looks = 0;
    const changes: HealthChange[] = [];
    const health = service(() => {
      looks += 1;
      return Promise.resolve(now.verdict);
    }, changes);
    expect(await health.at(1_000)).toMatchObject({ status: 'OK', parts: [{ part, since: new Date(1_000) }] });
    await Promise.all([health.at(2_000), health.at(3_000)]);
    expect(looks).toBe(1);
    now.verdict = down;
    expect(await health.at(4_000)).toMatchObject({ status: 'DOWN', parts: [{ since: new Date(4_000) }] });
    expect(await health.at(9_000)).toMatchObject({ status: 'DOWN', parts: [{ since: new Date(4_000) }] });
    now.verdict = ok;
    expect(await health.at(20_000)).toMatchObject({ status: 'OK', parts: [{ since: new Date(20_000) }] });
    expect(changes.map(({ before, verdict: { status } }) => [before, status])).toEqual([
      ['OK', 'DOWN'],
      ['DOWN', 'OK'],
    ]);
  });

  it.each<readonly [what: string, look: HealthCheck['look'], message: string]>([
    ['fails', () => Promise.reject(new Error('refused')), 'refused'],
    [
      'throws at once',
      () => {
        throw new AggregateError([new Error('no route')]);
      },
      'no route',
    ],
    ['never answers', () => new Promise(() => undefined), 'No answer within 50 ms.'],
  ])('of a part that %s is DOWN, and says what to do', async (_, look, message) => {
    const { status, parts } = await service(look).at(0);
    expect([status, parts[0]?.verdict]).toEqual(['DOWN', { status: 'DOWN', message, remedy: 'help' }]);
  });

  it('is watched until the watch ends', async () => {
    const looked = Promise.withResolvers<Verdict>();
    let looks = 0;
    const look = (): Promise<Verdict> => {
      looks += 1;
      looked.resolve(ok);
      return looked.promise;
    };
    const stop = watchHealth(
      createHealthService({
        checks: [{ part, remedy: '', look }],
        now: () => now,
        onChange: () => undefined,
      }),
    );
    await looked.promise;
    await stop();
    expect(looks).toBe(1);
  });
});
