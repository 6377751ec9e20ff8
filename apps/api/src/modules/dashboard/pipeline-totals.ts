import { mergeCounts, type PipelineDelta } from '@sluice/contracts';

/** What one pipeline did in a stretch of time. */
export type PipelineTotals = Pick<
  PipelineDelta,
  'consumed' | 'tagged' | 'untagged' | 'deadLettered' | 'matches' | 'unresolved'
> & {
  readonly sources: Record<string, number>;
  readonly written: Record<string, number>;
  readonly rules: Record<string, number>;
  readonly latency: Record<string, number>;
};

const COUNTS = ['consumed', 'tagged', 'untagged', 'deadLettered', 'matches', 'unresolved'] as const;
const MAPS = ['sources', 'written', 'rules', 'latency'] as const;

export function emptyTotals(): PipelineTotals {
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

export function addTotals(into: PipelineTotals, from: PipelineTotals): void {
  for (const name of COUNTS) into[name] += from[name];
  for (const name of MAPS) mergeCounts(into[name], from[name]);
}
