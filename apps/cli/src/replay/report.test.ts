import { expect, test } from 'vitest';
import { createReport } from './report.ts';

const expected = { tagged: new Map([[1, ['a']]]), refused: new Set<number>() };
const output = {
  tagged: new Map([[1, ['a']]]),
  deadLettered: new Set<number>(),
  duplicated: 0,
  latenciesMs: [4],
};
const measured = {
  rules: { loaded: 1, refused: 0 },
  produced: 4,
  consumed: 8,
  cpuMs: 2,
  revisionAppliedMs: 20,
  durationMs: 1000,
};

test('sums over the pipelines', () => {
  const report = createReport(measured, expected, [output, output]);
  expect(report).toMatchObject({
    events: { produced: 4, consumed: 8, tagged: 2, missing: 0, different: 0 },
    matches: 2,
    eventsPerSecond: 8,
    latencyMs: { p50: 4, max: 4 },
    matcherCpuMsPer1kEvents: 250,
  });
});

test('an event that was not consumed is missing once', () => {
  const none = { ...output, tagged: new Map<number, string[]>() };
  const report = createReport({ ...measured, consumed: 3 }, expected, [none]);
  expect(report.events.missing).toBe(1);
});

test('a replay in which nothing was consumed has figures, not infinities', () => {
  const nothing = { ...measured, produced: 0, consumed: 0, durationMs: 0 };
  const none = { ...output, tagged: new Map<number, string[]>(), latenciesMs: [] };
  expect(createReport(nothing, { ...expected, tagged: new Map() }, [none])).toMatchObject({
    events: { missing: 0 },
    eventsPerSecond: 0,
    latencyMs: { p50: 0, p99: 0, max: 0 },
    matcherCpuMsPer1kEvents: 0,
  });
});
