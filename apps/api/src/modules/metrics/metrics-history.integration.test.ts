import { randomBytes } from 'node:crypto';
import { topicNames, type MetricsMessage } from '@sluice/contracts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { partitionAt } from '../../database/partitions.ts';
import { reportOf } from '../../testing/messages.ts';
import { codeOf, dataOf } from '../../testing/operations.ts';
import { startTestApi, type TestApi } from '../../testing/start-test-api.ts';
import { sendRecords, untilRead } from '../../testing/topic-records.ts';
import { SECONDS } from './rollup-tables.ts';

let api: TestApi;
const HOUR_MS = 3_600_000;
/** The last whole hour. */
const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS;
/** This second; in no range of that hour. */
const second = Math.floor(Date.now() / 1_000) * 1_000;

async function keep(values: readonly (MetricsMessage | string)[]): Promise<void> {
  const topic = topicNames(api.prefix).metrics;
  await sendRecords(
    values.map((value) => ({
      topic,
      key: 'w',
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
  );
  await untilRead(`${api.prefix}.api.metrics`, topic);
}

const HISTORY = `query ($filter: MetricsFilter, $range: MetricsRange!, $step: Int!) {
  metricsHistory(filter: $filter, range: $range, step: $step) { step
    points { at consumed tagged untagged deadLettered matches shadowMatches filtered unparsed unresolved
      detectionsCapped written cpuMs }
    latencies { at p50 p95 p99 } } }`;

type Point = Readonly<Record<string, number>> & { readonly at: string };
interface History {
  readonly points: readonly Point[];
  readonly latencies: readonly { readonly at: string; readonly p50: number | null }[];
}

const wholeHour = { from: new Date(hour).toISOString(), to: new Date(hour + HOUR_MS).toISOString() };

async function history(filter: object | null, step = 60, range: object = wholeHour): Promise<History> {
  return dataOf<{ metricsHistory: History }>(await api.run(HISTORY, { filter, range, step })).metricsHistory;
}

const total = (points: readonly Point[], name: string): number =>
  points.reduce((sum, point) => sum + (point[name] ?? 0), 0);

beforeAll(async () => {
  api = await startTestApi();
  const reports = [
    reportOf('a', 0, hour + 500),
    reportOf('a', 1, hour + 1_500),
    reportOf('b', 0, hour + 61_000),
    reportOf('b', 1, hour + 59 * 60_000, { pipelineId: 'other', rules: { r: 100 } }),
    reportOf('b', 2, second + 200, { pipelineId: 'now' }),
    reportOf('b', 3, second + 2_100, { pipelineId: 'now' }),
  ];
  const tooMuch = reportOf('c', 0, hour, {
    consumed: Number.MAX_SAFE_INTEGER,
    rules: { [randomBytes(5_000).toString('hex')]: 1 },
  });
  await keep([
    ...reports,
    'no JSON',
    tooMuch,
    { ...reportOf('d', 0, hour), cpuMs: 1e300 },
    reportOf('e', 0, hour - 500 * 24 * HOUR_MS),
    reportOf('e', 1, hour + 100 * 24 * HOUR_MS),
    ...reports,
  ]);
  await keep(reports);
});
afterAll(() => api.stop());

describe('the history of metrics', () => {
  it('sums up everything by the minute, each report once, with zeros between', async () => {
    const { points } = await history(null);
    expect(points).toHaveLength(60);
    expect(points[0]).toEqual({
      ...{ at: new Date(hour).toISOString(), consumed: 20, tagged: 8, untagged: 10, deadLettered: 2 },
      ...{ matches: 12, shadowMatches: 14, filtered: 4, unparsed: 6, unresolved: 2, detectionsCapped: 2 },
      ...{ written: 10, cpuMs: 200 },
    });
    expect(points.map(({ consumed }) => consumed).filter((count) => count !== 0)).toEqual([20, 10, 10]);
    expect(points[58]).toMatchObject({ consumed: 0, written: 0, cpuMs: 0 });
  });

  it('has the same totals by the hour', async () => {
    const { points } = await history(null, 3600);
    expect(points).toMatchObject([{ consumed: 40, matches: 24, shadowMatches: 28, cpuMs: 400 }]);
  });

  it.each([
    ['a pipeline', { pipelineIds: ['p'] }, { consumed: 30, matches: 18, cpuMs: 0 }],
    ['two pipelines', { pipelineIds: ['p', 'other'] }, { consumed: 40 }],
    ['a rule', { ruleIds: ['r'] }, { matches: 115, shadowMatches: 0 }],
    ['a rule in a pipeline', { ruleIds: ['r'], pipelineIds: ['p'] }, { matches: 15 }],
    ['a rule in the stage SHADOW', { ruleIds: ['t'] }, { matches: 0, shadowMatches: 28 }],
    ['a topic that is read', { topics: ['events'] }, { consumed: 40, written: 0 }],
    ['a topic that is written', { topics: ['tagged'] }, { consumed: 0, written: 16 }],
    ['a worker', { workerIds: ['worker-a'] }, { consumed: 20, cpuMs: 200 }],
    ['nothing that is', { pipelineIds: ['gone'] }, { consumed: 0 }],
  ])('is told of %s', async (_what, filter, expected) => {
    for (const step of [60, 3600]) {
      const { points } = await history(filter, step);
      for (const [name, count] of Object.entries(expected)) expect(total(points, name)).toBe(count);
    }
  });

  it('has the seconds of the last minutes', async () => {
    const range = {
      from: new Date(second - 60_000).toISOString(),
      to: new Date(second + 4_000).toISOString(),
    };
    const { points, latencies } = await history(null, 1, range);
    expect(points).toHaveLength(64);
    expect(points.slice(60).map(({ consumed }) => consumed)).toEqual([10, 0, 10, 0]);
    expect(latencies.slice(60).map(({ p50 }) => p50 !== null)).toEqual([true, false, true, false]);
    const ofRule = await history({ ruleIds: ['r'], pipelineIds: ['now'] }, 2, range);
    expect(total(ofRule.points, 'matches')).toBe(10);
  });

  it('has tables for the seconds of the next minutes, made by a job', async () => {
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    onTestFinished(() => client.end());
    const { name } = partitionAt(SECONDS, new Date(second + 10 * 60_000));
    await vi.waitFor(async () => {
      const { rows } = await client.query('SELECT to_regclass($1) AS found', [name]);
      expect(rows).toEqual([{ found: name }]);
    }, 10_000);
  });

  it('tells latencies of what was processed', async () => {
    const { latencies } = await history({ pipelineIds: ['p'] });
    expect(latencies).toHaveLength(60);
    expect(latencies[0]?.p50).toBeCloseTo(0.1 * 1.1 ** 49.5, 5);
    expect(latencies[30]?.p50).toBeNull();
    const { latencies: byHour } = await history(null, 3600);
    expect(byHour[0]?.p50).toBeCloseTo(0.1 * 1.1 ** 49.5, 5);
  });

  it.each([
    ['seconds of an hour ago', {}, { step: 1 }],
    ['no whole minutes of an hour ago', {}, { step: 90 }],
    ['no step', {}, { step: 0 }],
    ['too many points', { from: new Date(hour - 2_001 * 60_000).toISOString() }, { step: 60 }],
    ['minutes of long ago', { from: new Date(hour - 20 * 24 * HOUR_MS).toISOString() }, { step: 1800 }],
    [
      'a range that ends before it begins',
      { from: new Date(hour + 2 * HOUR_MS).toISOString() },
      { step: 60 },
    ],
    ['two kinds at once', {}, { filter: { ruleIds: ['r'], topics: ['events'] } }],
    ['workers of a pipeline', {}, { filter: { workerIds: ['w'], pipelineIds: ['p'] } }],
    ['too many keys', {}, { filter: { ruleIds: Array(51).fill('r') } }],
  ])('is refused for %s', async (_what, range, { step = 60, filter }: { step?: number; filter?: object }) => {
    const answer = await api.run(HISTORY, { filter, step, range: { ...wholeHour, ...range } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  });
});
