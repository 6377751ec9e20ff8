import { describe, expect, it } from 'vitest';
import type { KnownWorker } from '../dashboard/index.ts';
import { createPipelineWatch } from './watch-pipelines.ts';
import { createWorkerWatch } from './watch-workers.ts';

const nowMs = Date.parse('2026-01-02T00:00:00Z');

function workerNamed(instance: string, facts: Partial<KnownWorker> = {}): KnownWorker {
  return {
    ...{ schemaVersion: 1, workerId: 'w', instance, host: 'h', version: '1.0.0', pid: 1 },
    ...{ startedAt: '2026-01-01T23:00:00Z', at: '2026-01-01T23:59:59Z' },
    ...{ configSchemaVersion: 1, appliedRevision: 1, memoryBytes: 1, rulesLoaded: 1, rulesRefused: [] },
    ...{ rulesRefusedCount: 0, pipelines: [], lostPositions: [], heardAtMs: 0, stale: false },
    ...facts,
  };
}

describe('workers', () => {
  it('that come, fall silent, and leave are told', () => {
    const watch = createWorkerWatch();
    const look = (...workers: KnownWorker[]): string[] => watch.look(workers, nowMs).map(({ key }) => key);
    expect(look(workerNamed('a'))).toEqual(['worker/a/WORKER_JOINED']);
    expect(look(workerNamed('a'))).toEqual([]);
    expect(look(workerNamed('a', { stale: true }))).toEqual(['worker/a/WORKER_SILENT/2026-01-01T23:59:59Z']);
    expect(look(workerNamed('a', { stale: true }))).toEqual([]);
    expect(look(workerNamed('b'))).toEqual(['worker/b/WORKER_JOINED', 'worker/a/WORKER_LEFT']);
  });

  it('that began long ago, or are silent when they are first seen, did not come just now', () => {
    const old = workerNamed('a', { startedAt: '2025-12-31T00:00:00Z' });
    expect(createWorkerWatch().look([old, workerNamed('b', { stale: true })], nowMs)).toEqual([]);
  });
});

describe('pipelines', () => {
  const seen = (...statuses: readonly string[]): string[] => {
    const watch = createPipelineWatch();
    return statuses.flatMap((status) =>
      watch
        .look(status === '' ? [] : [{ id: 'p', name: 'P', status, reason: 'Why.' }], nowMs)
        .map(({ message, severity }) => `${severity}: ${message}`),
    );
  };

  it('that stand otherwise for two looks are told, with the reason', () => {
    expect(seen('RUNNING', 'RUNNING', 'FAILED', 'FAILED', 'FAILED', 'RUNNING', 'RUNNING')).toEqual([
      'ERROR: The pipeline "P" is FAILED, and was RUNNING. Why.',
      'INFO: The pipeline "P" is RUNNING, and was FAILED. Why.',
    ]);
  });

  it('that stood otherwise for a moment, or are new or gone, are not told', () => {
    expect(seen('RUNNING', 'RUNNING', 'LAGGING', 'RUNNING', 'RUNNING')).toEqual([]);
    expect(seen('FAILED', 'FAILED', '', 'RUNNING', 'RUNNING')).toEqual([]);
  });
});
