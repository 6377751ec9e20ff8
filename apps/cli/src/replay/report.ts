import type { PipelineOutput } from './collect-output.ts';
import { compareOutput, quantile, type Expected } from './compare.ts';

/** Figures of a replay; with several pipelines, counts are sums over them. */
export interface ReplayReport {
  readonly rules: { readonly loaded: number; readonly refused: number };
  readonly events: {
    readonly produced: number;
    readonly consumed: number;
    readonly tagged: number;
    readonly deadLettered: number;
    /** Events whose tagged record or dead letter never came, or that were not consumed. */
    readonly missing: number;
    /** Records beyond the first of one detection id. */
    readonly duplicated: number;
    /** Events with another outcome than `sluice match` has for them. */
    readonly different: number;
  };
  readonly matches: number;
  readonly eventsPerSecond: number;
  readonly latencyMs: {
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly max: number;
  };
  readonly matcherCpuMsPer1kEvents: number;
  readonly revisionAppliedMs: number;
  readonly durationMs: number;
}

/** What was measured. */
export interface Measured {
  readonly rules: ReplayReport['rules'];
  readonly produced: number;
  readonly consumed: number;
  readonly cpuMs: number;
  readonly revisionAppliedMs: number;
  readonly durationMs: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** `amount` per `count`; 0 where nothing was counted. */
const per = (amount: number, count: number): number => (count === 0 ? 0 : amount / count);

export function createReport(
  { rules, produced, consumed, cpuMs, revisionAppliedMs, durationMs }: Measured,
  expected: Expected,
  outputs: readonly PipelineOutput[],
): ReplayReport {
  const comparisons = outputs.map((output) => compareOutput(expected, output));
  const latencies = outputs.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
  // An event that was not consumed and should have come out shows in both counts.
  const unconsumed = produced * outputs.length - consumed;
  return {
    rules,
    events: {
      produced,
      consumed,
      tagged: sum(outputs.map(({ tagged }) => tagged.size)),
      deadLettered: sum(outputs.map(({ deadLettered }) => deadLettered.size)),
      missing: Math.max(unconsumed, sum(comparisons.map(({ missing }) => missing))),
      duplicated: sum(outputs.map(({ duplicated }) => duplicated)),
      different: sum(comparisons.map(({ different }) => different)),
    },
    matches: sum(comparisons.map(({ matches }) => matches)),
    eventsPerSecond: Math.round(per(consumed * 1000, durationMs)),
    latencyMs: {
      p50: quantile(latencies, 0.5),
      p95: quantile(latencies, 0.95),
      p99: quantile(latencies, 0.99),
      max: latencies.at(-1) ?? 0,
    },
    matcherCpuMsPer1kEvents: Math.round(per(cpuMs, consumed) * 1_000_000) / 1000,
    revisionAppliedMs,
    durationMs,
  };
}
