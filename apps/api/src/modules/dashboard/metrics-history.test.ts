import type { MetricsMessage, PipelineDelta } from '@sluice/contracts';
import { describe, expect, it } from 'vitest';
import { createMetricsHistory, HISTORY_SECONDS } from './metrics-history.ts';

const T0 = 1_795_251_000_000;

function delta(counts: Partial<PipelineDelta> = {}): PipelineDelta {
  return {
    pipelineId: 'p',
    consumed: 100,
    tagged: 2,
    untagged: 98,
    deadLettered: 0,
    matches: 3,
    unresolved: 0,
    filtered: 0,
    unparsed: 0,
    shadowRules: {},
    detectionsCapped: 0,
    sources: { in: 100 },
    written: { out: 2 },
    rules: { r1: 2, r2: 1 },
    latency: { '39': 100 },
    ...counts,
  };
}

function report(seq: number, pipelines: PipelineDelta[] = [delta()], instance = 'i'): MetricsMessage {
  const windowStart = T0 + seq * 1000;
  const life = { schemaVersion: 1, workerId: 'w', instance, seq };
  return { ...life, windowStart, windowMs: 1000, cpuMs: 1, pipelines, tries: {} };
}

function folded(reports: readonly MetricsMessage[], nowMs = T0 + 10_000) {
  const history = createMetricsHistory();
  for (const each of reports) history.fold(each, nowMs);
  return history;
}

const seconds = (count: number): MetricsMessage[] => Array.from({ length: count }, (_, seq) => report(seq));

it('rates are means of the last whole seconds', () => {
  const history = folded(seconds(10));
  const rates = history.pipelineRates('p', T0 + 10_000);
  expect(rates).toMatchObject({ eventsInPerSecond: 100, eventsOutPerSecond: 2, matchesPerSecond: 3 });
  expect(rates.latencyMs?.p50).toBeGreaterThan(0);
});

it('a report that is folded twice counts once', () => {
  const once = folded(seconds(10));
  const twice = folded([...seconds(10), ...seconds(10)]);
  expect(twice.totals(T0 + 10_000)).toEqual(once.totals(T0 + 10_000));
  expect([...twice.ruleMatches()]).toEqual([...once.ruleMatches()]);
});

it('two lives of a worker count both, though their numbers begin anew', () => {
  const history = folded([...seconds(10), ...seconds(10).map((each) => ({ ...each, instance: 'j' }))]);
  expect(history.pipelineRates('p', T0 + 10_000).eventsInPerSecond).toBe(200);
});

it('matches of a rule are forgotten after 15 minutes', () => {
  const history = folded(seconds(1));
  expect(history.ruleMatches().get('r1')).toBe(2);
  const later = T0 + (HISTORY_SECONDS + 2) * 1000;
  history.fold({ ...report(1, []), windowStart: later }, later);
  expect(history.ruleMatches().size).toBe(0);
});

it('the series spans 15 minutes in steps of 5 seconds, and loses nothing', () => {
  const history = folded(seconds(10));
  const series = history.series(T0 + 10_000);
  expect(series).toHaveLength(HISTORY_SECONDS / 5);
  const events = series.reduce((total, { eventsPerSecond }) => total + eventsPerSecond * 5, 0);
  expect(events).toBe(1_000);
});

describe('a pipeline that stands still', () => {
  it('has no latency, and rates of zero', () => {
    const history = folded(seconds(1));
    expect(history.pipelineRates('p', T0 + 60_000)).toMatchObject({
      eventsInPerSecond: 0,
      latencyMs: undefined,
    });
  });
});
