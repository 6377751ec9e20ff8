import { latencyQuantile, mergeCounts, type MetricsMessage, type PipelineDelta } from '@sluice/contracts';
import { addTotals, emptyTotals, type PipelineTotals } from './pipeline-totals.ts';

/** Seconds that are kept: 15 minutes. */
export const HISTORY_SECONDS = 15 * 60;
/** Rates are means over this many whole seconds, so that they hold still enough to be read. */
const RATE_SECONDS = 3;
/** Workers report a second after it has passed, and a little later: rates end this far back. */
const SETTLE_SECONDS = 1;
const LATENCY_SECONDS = 10;
const SERIES_STEP_SECONDS = 5;

/** Second since 1970 → pipeline id → what it did in that second. */
type Seconds = Map<number, Map<string, PipelineTotals>>;

export interface PipelineRates {
  readonly eventsInPerSecond: number;
  readonly eventsOutPerSecond: number;
  readonly matchesPerSecond: number;
  readonly deadLettersPerSecond: number;
  readonly unresolvedPerSecond: number;
  /** undefined where nothing was processed in the last 10 seconds. */
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number } | undefined;
}

export interface TopicRates {
  readonly topic: string;
  readonly eventsInPerSecond: number;
  readonly eventsOutPerSecond: number;
}

export interface SeriesPoint {
  readonly atMs: number;
  readonly eventsPerSecond: number;
  readonly matchesPerSecond: number;
}

export interface MetricsHistory {
  /** Adds a report. One that was added before, or is older than what is kept, changes nothing. */
  fold(message: MetricsMessage, nowMs: number): void;
  pipelineRates(pipelineId: string, nowMs: number): PipelineRates;
  topicRates(nowMs: number): TopicRates[];
  totals(nowMs: number): { readonly eventsPerSecond: number; readonly matchesPerSecond: number };
  /** One point for each 5 seconds of the last 15 minutes, oldest first. */
  series(nowMs: number): SeriesPoint[];
  /** Matches by rule id over the last 15 minutes. */
  ruleMatches(): ReadonlyMap<string, number>;
}

/** The last whole seconds that all workers have reported. */
function* recent(seconds: Seconds, nowMs: number, count: number): Generator<[string, PipelineTotals]> {
  const end = Math.floor(nowMs / 1000) - SETTLE_SECONDS;
  for (let second = end - count; second < end; second++) yield* seconds.get(second) ?? [];
}

function latencyOf(seconds: Seconds, wanted: string, nowMs: number): PipelineRates['latencyMs'] {
  const latency: Record<string, number> = {};
  for (const [id, totals] of recent(seconds, nowMs, LATENCY_SECONDS)) {
    if (id === wanted) mergeCounts(latency, totals.latency);
  }
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((quantile) => latencyQuantile(latency, quantile));
  return p50 === undefined || p95 === undefined || p99 === undefined ? undefined : { p50, p95, p99 };
}

function pipelineRates(seconds: Seconds, wanted: string, nowMs: number): PipelineRates {
  const sum = emptyTotals();
  for (const [id, totals] of recent(seconds, nowMs, RATE_SECONDS)) if (id === wanted) addTotals(sum, totals);
  const written = Object.values(sum.written).reduce((total, count) => total + count, 0);
  return {
    eventsInPerSecond: sum.consumed / RATE_SECONDS,
    eventsOutPerSecond: Math.max(0, written - sum.deadLettered) / RATE_SECONDS,
    matchesPerSecond: sum.matches / RATE_SECONDS,
    deadLettersPerSecond: sum.deadLettered / RATE_SECONDS,
    unresolvedPerSecond: sum.unresolved / RATE_SECONDS,
    latencyMs: latencyOf(seconds, wanted, nowMs),
  };
}

function topicRates(seconds: Seconds, nowMs: number): TopicRates[] {
  const { sources, written } = emptyTotals();
  for (const [, totals] of recent(seconds, nowMs, RATE_SECONDS)) {
    mergeCounts(sources, totals.sources);
    mergeCounts(written, totals.written);
  }
  return [...new Set([...Object.keys(sources), ...Object.keys(written)])].sort().map((topic) => ({
    topic,
    eventsInPerSecond: (written[topic] ?? 0) / RATE_SECONDS,
    eventsOutPerSecond: (sources[topic] ?? 0) / RATE_SECONDS,
  }));
}

/** Means over `count` seconds. */
function meanOf(
  all: Iterable<PipelineTotals>,
  count: number,
): { readonly eventsPerSecond: number; readonly matchesPerSecond: number } {
  let consumed = 0;
  let matches = 0;
  for (const totals of all) {
    consumed += totals.consumed;
    matches += totals.matches;
  }
  return { eventsPerSecond: consumed / count, matchesPerSecond: matches / count };
}

function series(seconds: Seconds, nowMs: number): SeriesPoint[] {
  const end = Math.floor(nowMs / 1000 / SERIES_STEP_SECONDS) * SERIES_STEP_SECONDS;
  return Array.from({ length: HISTORY_SECONDS / SERIES_STEP_SECONDS }, (_, step) => {
    const start = end - HISTORY_SECONDS + step * SERIES_STEP_SECONDS;
    const all = Array.from({ length: SERIES_STEP_SECONDS }, (__, offset) => [
      ...(seconds.get(start + offset)?.values() ?? []),
    ]).flat();
    return { atMs: start * 1000, ...meanOf(all, SERIES_STEP_SECONDS) };
  });
}

/** Matches by rule id; a rule without any is left out. */
function createRuleCounts() {
  const counts = new Map<string, number>();
  return {
    counts,
    add(rules: Readonly<Record<string, number>>, sign: 1 | -1): void {
      for (const [ruleId, matches] of Object.entries(rules)) {
        const count = (counts.get(ruleId) ?? 0) + sign * matches;
        if (count > 0) counts.set(ruleId, count);
        else counts.delete(ruleId);
      }
    },
  };
}

/** Folds the workers' reports into the last 15 minutes. Pure: the clock arrives as an argument. */
export function createMetricsHistory(): MetricsHistory {
  const seconds: Seconds = new Map();
  const rules = createRuleCounts();
  /** instance → the last sequence number that was folded. */
  const seen = new Map<string, { seq: number; atMs: number }>();

  function forget(nowMs: number): void {
    const oldest = Math.floor(nowMs / 1000) - HISTORY_SECONDS;
    for (const [second, pipelines] of seconds) {
      if (second >= oldest) continue;
      seconds.delete(second);
      for (const totals of pipelines.values()) rules.add(totals.rules, -1);
    }
    for (const [instance, { atMs }] of seen) {
      if (atMs < nowMs - HISTORY_SECONDS * 1000) seen.delete(instance);
    }
  }

  function add(second: number, deltas: readonly PipelineDelta[]): void {
    const pipelines = seconds.get(second) ?? new Map<string, PipelineTotals>();
    seconds.set(second, pipelines);
    for (const delta of deltas) {
      const totals = pipelines.get(delta.pipelineId) ?? emptyTotals();
      pipelines.set(delta.pipelineId, totals);
      addTotals(totals, delta);
      rules.add(delta.rules, 1);
    }
  }

  return {
    fold({ instance, seq, windowStart, pipelines }, nowMs) {
      forget(nowMs);
      const last = seen.get(instance);
      const second = Math.floor(windowStart / 1000);
      if (last !== undefined && seq <= last.seq) return;
      if (second < Math.floor(nowMs / 1000) - HISTORY_SECONDS) return;
      seen.set(instance, { seq, atMs: windowStart });
      add(second, pipelines);
    },
    pipelineRates: (pipelineId, nowMs) => pipelineRates(seconds, pipelineId, nowMs),
    topicRates: (nowMs) => topicRates(seconds, nowMs),
    totals: (nowMs) =>
      meanOf(
        [...recent(seconds, nowMs, RATE_SECONDS)].map(([, totals]) => totals),
        RATE_SECONDS,
      ),
    series: (nowMs) => series(seconds, nowMs),
    ruleMatches: () => rules.counts,
  };
}
