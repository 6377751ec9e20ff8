import { latencyQuantile, mergeCounts, type MetricsMessage, type PipelineDelta } from '@sluice/contracts';

/** Seconds that are kept: 15 minutes. */
export const HISTORY_SECONDS = 15 * 60;
/** Rates are means over this many whole seconds, so that they hold still enough to be read. */
const RATE_SECONDS = 3;
/** Workers report a second after it has passed, and a little later: rates end this far back. */
const SETTLE_SECONDS = 1;
const LATENCY_SECONDS = 10;
const SERIES_STEP_SECONDS = 5;

type Totals = Pick<
  PipelineDelta,
  'consumed' | 'tagged' | 'untagged' | 'deadLettered' | 'matches' | 'unresolved'
> & {
  readonly sources: Record<string, number>;
  readonly written: Record<string, number>;
  readonly rules: Record<string, number>;
  readonly latency: Record<string, number>;
};

type Second = Map<string, Totals>;

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

const COUNTS = ['consumed', 'tagged', 'untagged', 'deadLettered', 'matches', 'unresolved'] as const;
const MAPS = ['sources', 'written', 'rules', 'latency'] as const;

function emptyTotals(): Totals {
  return {
    consumed: 0,
    tagged: 0,
    untagged: 0,
    deadLettered: 0,
    matches: 0,
    unresolved: 0,
    sources: {},
    written: {},
    rules: {},
    latency: {},
  };
}

function addTotals(into: Totals, from: Totals): void {
  for (const name of COUNTS) into[name] += from[name];
  for (const name of MAPS) mergeCounts(into[name], from[name]);
}

/** Folds the workers' reports into the last 15 minutes. Pure: the clock arrives as an argument. */
export function createMetricsHistory(): MetricsHistory {
  const seconds = new Map<number, Second>();
  const ruleCounts = new Map<string, number>();
  /** instance → the last sequence number that was folded. */
  const seen = new Map<string, { seq: number; atMs: number }>();

  function countRules(rules: Readonly<Record<string, number>>, sign: 1 | -1): void {
    for (const [ruleId, matches] of Object.entries(rules)) {
      const count = (ruleCounts.get(ruleId) ?? 0) + sign * matches;
      if (count > 0) ruleCounts.set(ruleId, count);
      else ruleCounts.delete(ruleId);
    }
  }

  function forget(nowMs: number): void {
    const oldest = Math.floor(nowMs / 1000) - HISTORY_SECONDS;
    for (const [second, pipelines] of seconds) {
      if (second >= oldest) continue;
      seconds.delete(second);
      for (const { rules } of pipelines.values()) countRules(rules, -1);
    }
    for (const [instance, { atMs }] of seen) {
      if (atMs < nowMs - HISTORY_SECONDS * 1000) seen.delete(instance);
    }
  }

  function sum(
    nowMs: number,
    lastSeconds: number,
    visit: (pipelineId: string, totals: Totals) => void,
  ): void {
    const end = Math.floor(nowMs / 1000) - SETTLE_SECONDS;
    for (let second = end - lastSeconds; second < end; second++) {
      for (const [pipelineId, totals] of seconds.get(second) ?? []) visit(pipelineId, totals);
    }
  }

  return {
    fold(message, nowMs) {
      forget(nowMs);
      const { instance, seq, windowStart } = message;
      const last = seen.get(instance);
      const second = Math.floor(windowStart / 1000);
      if (last !== undefined && seq <= last.seq) return;
      if (second < Math.floor(nowMs / 1000) - HISTORY_SECONDS) return;
      seen.set(instance, { seq, atMs: windowStart });
      const pipelines: Second = seconds.get(second) ?? new Map<string, Totals>();
      seconds.set(second, pipelines);
      for (const delta of message.pipelines) {
        const totals = pipelines.get(delta.pipelineId) ?? emptyTotals();
        pipelines.set(delta.pipelineId, totals);
        addTotals(totals, delta);
        countRules(delta.rules, 1);
      }
    },

    pipelineRates(wanted, nowMs) {
      const recent = emptyTotals();
      const latency: Record<string, number> = {};
      sum(nowMs, RATE_SECONDS, (pipelineId, totals) => {
        if (pipelineId === wanted) addTotals(recent, totals);
      });
      sum(nowMs, LATENCY_SECONDS, (pipelineId, totals) => {
        if (pipelineId === wanted) mergeCounts(latency, totals.latency);
      });
      const [p50, p95, p99] = [0.5, 0.95, 0.99].map((quantile) => latencyQuantile(latency, quantile));
      const hasLatency = p50 !== undefined && p95 !== undefined && p99 !== undefined;
      const written = Object.values(recent.written).reduce((total, count) => total + count, 0);
      return {
        eventsInPerSecond: recent.consumed / RATE_SECONDS,
        eventsOutPerSecond: Math.max(0, written - recent.deadLettered) / RATE_SECONDS,
        matchesPerSecond: recent.matches / RATE_SECONDS,
        deadLettersPerSecond: recent.deadLettered / RATE_SECONDS,
        unresolvedPerSecond: recent.unresolved / RATE_SECONDS,
        latencyMs: hasLatency ? { p50, p95, p99 } : undefined,
      };
    },

    topicRates(nowMs) {
      const read: Record<string, number> = {};
      const written: Record<string, number> = {};
      sum(nowMs, RATE_SECONDS, (_pipelineId, totals) => {
        mergeCounts(read, totals.sources);
        mergeCounts(written, totals.written);
      });
      return [...new Set([...Object.keys(read), ...Object.keys(written)])].sort().map((topic) => ({
        topic,
        eventsInPerSecond: (written[topic] ?? 0) / RATE_SECONDS,
        eventsOutPerSecond: (read[topic] ?? 0) / RATE_SECONDS,
      }));
    },

    totals(nowMs) {
      let consumed = 0;
      let matches = 0;
      sum(nowMs, RATE_SECONDS, (_pipelineId, totals) => {
        consumed += totals.consumed;
        matches += totals.matches;
      });
      return { eventsPerSecond: consumed / RATE_SECONDS, matchesPerSecond: matches / RATE_SECONDS };
    },

    series(nowMs) {
      const end = Math.floor(nowMs / 1000 / SERIES_STEP_SECONDS) * SERIES_STEP_SECONDS;
      const points: SeriesPoint[] = [];
      for (let start = end - HISTORY_SECONDS; start < end; start += SERIES_STEP_SECONDS) {
        let consumed = 0;
        let matches = 0;
        for (let second = start; second < start + SERIES_STEP_SECONDS; second++) {
          for (const totals of seconds.get(second)?.values() ?? []) {
            consumed += totals.consumed;
            matches += totals.matches;
          }
        }
        points.push({
          atMs: start * 1000,
          eventsPerSecond: consumed / SERIES_STEP_SECONDS,
          matchesPerSecond: matches / SERIES_STEP_SECONDS,
        });
      }
      return points;
    },

    ruleMatches: () => ruleCounts,
  };
}
