import type { MeasureResult, PassFigures } from '../measure/measure-job.ts';
import { compareRates } from './compare-rates.ts';
import type { Comparison, Runs } from './compare-rates.ts';
import type { FileFigures } from './measure-file.ts';
import { spreadOf } from './statistics.ts';
import type { Spread } from './statistics.ts';

/** Events a second over the runs, and CPU time of an event. */
export interface Rate {
  readonly eventsPerSecond: Spread;
  readonly cpuMicroseconds: number;
}

/** A peer need not tell its CPU time. */
export interface PeerRate {
  readonly eventsPerSecond: Spread;
  readonly cpuMicroseconds: number | undefined;
}

/** What the runs on one file come to. */
export interface Summary {
  readonly name: string;
  readonly events: number;
  readonly bytes: number;
  readonly matches: number;
  readonly refusedEvents: number;
  readonly warm: Rate;
  readonly cold: Rate;
  readonly tagged: Rate;
  readonly parse: Rate;
  readonly peer: PeerRate | undefined;
  /** Undefined without a peer. */
  readonly warmRatio: Comparison | undefined;
  readonly coldRatio: Comparison | undefined;
  /** The peer's CPU time of an event over ours, warm; undefined where there is no warm ratio or the peer tells no CPU time. */
  readonly cpuRatio: number | undefined;
  /** Matching and tagging, warm, over parsing alone. */
  readonly parseShare: number;
  readonly taggedParseShare: number;
}

/** Every warm pass counts as a run of its own. */
export function summarize(figures: FileFigures): Summary {
  const { plan, bytes, matching, tagging, parsing, peer } = figures;
  const warm = matching.flatMap((result) => result.warm);
  const cold = matching.map((result) => result.cold);
  const parse = rateOf(warmOf(parsing));
  const warmRate = rateOf(warm);
  const tagged = rateOf(warmOf(tagging));
  const hasPeer = peer.length > 0;
  const peerRuns: Runs = {
    events: peer.map(({ events }) => events),
    matches: peer.map(({ matches }) => matches),
    rates: peer.map(({ events, seconds }) => events / seconds),
  };
  const compare = (passes: readonly PassFigures[]): Comparison | undefined =>
    hasPeer ? compareRates(runsOf(passes), peerRuns, plan.allowedRuleIds) : undefined;
  const peerCpu = peer.flatMap(({ cpuSeconds, events }) =>
    cpuSeconds === undefined ? [] : [(1e6 * cpuSeconds) / events],
  );
  const warmRatio = compare(warm);
  const peerCpuMicroseconds = peerCpu.length === 0 ? undefined : spreadOf(peerCpu).median;
  const isCpuComparable = warmRatio?.ok === true && peerCpuMicroseconds !== undefined;
  return {
    name: plan.name,
    events: cold[0]?.events ?? 0,
    bytes,
    matches: cold[0]?.matches ?? 0,
    refusedEvents: cold[0]?.refused ?? 0,
    warm: warmRate,
    cold: rateOf(cold),
    tagged,
    parse,
    peer: hasPeer
      ? {
          eventsPerSecond: spreadOf(peerRuns.rates),
          cpuMicroseconds: peerCpuMicroseconds,
        }
      : undefined,
    warmRatio,
    coldRatio: compare(cold),
    cpuRatio: isCpuComparable ? peerCpuMicroseconds / warmRate.cpuMicroseconds : undefined,
    parseShare: warmRate.eventsPerSecond.median / parse.eventsPerSecond.median,
    taggedParseShare: tagged.eventsPerSecond.median / parse.eventsPerSecond.median,
  };
}

function warmOf(results: readonly MeasureResult[]): readonly PassFigures[] {
  return results.flatMap(({ warm }) => warm);
}

function runsOf(passes: readonly PassFigures[]): Runs {
  return {
    events: passes.map(({ events }) => events),
    matches: passes.map(({ matches }) => matches),
    rates: passes.map(({ events, seconds }) => events / seconds),
  };
}

function rateOf(passes: readonly PassFigures[]): Rate {
  return {
    eventsPerSecond: spreadOf(runsOf(passes).rates),
    cpuMicroseconds: spreadOf(passes.map(({ cpuSeconds, events }) => (1e6 * cpuSeconds) / events)).median,
  };
}
