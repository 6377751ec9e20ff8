import { encodeMessage, workerMessage } from '@sluice/contracts';
import { expect, it } from 'vitest';
import { createWorkerRegistry } from './worker-registry.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');

/** A heartbeat of a worker whose clock goes wrong by `skewMs`. */
function heartbeat(skewMs: number): string {
  const at = new Date(NOW + skewMs).toISOString();
  return encodeMessage(workerMessage, {
    schemaVersion: 1,
    workerId: 'w',
    instance: 'i',
    host: 'h',
    version: '0',
    pid: 1,
    startedAt: at,
    at,
    configSchemaVersion: 1,
    appliedRevision: 1,
    memoryBytes: 1,
    rulesLoaded: 1,
    rulesRefused: [],
    rulesRefusedCount: 0,
    pipelines: [],
    lostPositions: [],
  });
}

it.each([
  ['right', 0],
  ['an hour slow', -3_600_000],
  ['an hour fast', 3_600_000],
])('a worker whose clock is %s is alive while it is heard of, and stale 10 s later', (_clock, skewMs) => {
  const registry = createWorkerRegistry();
  registry.apply('w', heartbeat(skewMs), NOW);
  expect(registry.list(NOW + 9_000)).toMatchObject([{ workerId: 'w', stale: false }]);
  expect(registry.list(NOW + 11_000)).toMatchObject([{ workerId: 'w', stale: true }]);
  expect(registry.list(NOW + 601_000)).toEqual([]);
});

it('a worker that leaves is gone at once', () => {
  const registry = createWorkerRegistry();
  registry.apply('w', heartbeat(0), NOW);
  registry.apply('w', null, NOW);
  expect(registry.list(NOW)).toEqual([]);
});
