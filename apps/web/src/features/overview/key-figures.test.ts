import { describe, expect, it } from 'vitest';
import type { PipelineNumbersFragment, WorkerStateFragment } from '../../graphql/generated/graphql.ts';
import { viewOfSnapshot } from '../../live/dashboard-view.ts';
import { keyFiguresOf, spreadOf } from './key-figures.ts';

const worker = (id: string, change: Partial<WorkerStateFragment>): WorkerStateFragment => ({
  id,
  host: id,
  version: '0.1.0',
  startedAt: '',
  lastSeenAt: '',
  stale: false,
  appliedRevision: 7,
  partitions: 1,
  rulesLoaded: 25,
  rulesRefused: [],
  lostPositions: [],
  memoryBytes: 1,
  ...change,
});
const metrics = (pipelineId: string, change: Partial<PipelineNumbersFragment>): PipelineNumbersFragment => ({
  pipelineId,
  status: 'RUNNING',
  statusReason: null,
  eventsInPerSecond: 0,
  eventsOutPerSecond: 0,
  matchesPerSecond: 0,
  deadLettersPerSecond: 0,
  lag: 0,
  latencyMs: null,
  rulesActive: 0,
  rulesRefused: 0,
  unresolvedPerSecond: 0,
  ...change,
});
const view = (all: readonly PipelineNumbersFragment[], workers: readonly WorkerStateFragment[] = []) => ({
  ...viewOfSnapshot({
    at: '',
    revision: 7,
    rulesTotal: 0,
    pipelines: [],
    topics: [],
    workers: [],
    series: [],
    topRules: [],
    detections: [],
  }),
  metrics: new Map(all.map((each) => [each.pipelineId, each])),
  workers,
});

describe('the key figures', () => {
  it('say that the lag is unknown rather than nothing', () => {
    expect(keyFiguresOf(view([metrics('a', { lag: null })]))).toMatchObject({
      lag: null,
      pipelinesWithUnknownLag: 1,
    });
    expect(keyFiguresOf(view([metrics('a', { lag: null }), metrics('b', { lag: 5 })]))).toMatchObject({
      lag: 5,
    });
  });

  it('leave disabled pipelines out and show the slowest of the rest', () => {
    const latency = (p95: number) => ({ latencyMs: { p50: 1, p95, p99: p95 } });
    const all = [
      metrics('a', latency(8)),
      metrics('b', latency(31)),
      metrics('c', { ...latency(99), status: 'DISABLED' }),
    ];
    expect(keyFiguresOf(view(all)).p95).toBe(31);
    expect(keyFiguresOf(view([metrics('a', {})])).p95).toBeNull();
  });

  it('count a rule refused by two workers once, and no worker that has gone silent', () => {
    const refused = [{ ruleId: 'r', code: 'x', message: 'x' }];
    const workers = [
      worker('1', { rulesRefused: refused }),
      worker('2', { rulesRefused: refused }),
      worker('3', { stale: true }),
    ];
    expect(keyFiguresOf(view([], workers))).toMatchObject({
      rulesRefused: 1,
      workersAlive: 2,
      workersTotal: 3,
      workersCurrent: 2,
    });
  });
});

describe('the spread of a revision', () => {
  it('counts only workers that are alive', () => {
    const workers = [
      worker('1', { appliedRevision: 8 }),
      worker('2', { appliedRevision: 7 }),
      worker('3', { stale: true }),
    ];
    expect(spreadOf(workers, 8)).toEqual({ applied: 1, alive: 2 });
  });
});
