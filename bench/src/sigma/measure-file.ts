import { statSync } from 'node:fs';
import type { Door, MeasureJob, MeasureResult } from '../measure/measure-job.ts';
import type { PeerFigures } from './parse-peer-output.ts';
import { runMeasured } from './run-measured.ts';
import { runPeer } from './run-peer.ts';

/** What is measured on one file of events. */
export interface FilePlan {
  readonly name: string;
  readonly rulesPath: string;
  /** Plain NDJSON. */
  readonly eventsPath: string;
  readonly peerCommand: string | undefined;
  readonly runs: number;
  readonly warmPasses: number;
  readonly door: Door | undefined;
  readonly ignoresLogSource: boolean;
  readonly learnsRarity: boolean;
  readonly allowedRuleIds: readonly string[];
  readonly measuresMemory: boolean;
  readonly profilePath: string | undefined;
}

/** All runs on one file, in the order in which they ran. */
export interface FileFigures {
  readonly plan: FilePlan;
  readonly bytes: number;
  readonly matching: readonly MeasureResult[];
  readonly tagging: readonly MeasureResult[];
  readonly parsing: readonly MeasureResult[];
  readonly peer: readonly PeerFigures[];
  /** A run apart, under the profiler or with collections forced, that counts in no rate. */
  readonly inspected: MeasureResult | undefined;
}

/** One run after the other, engine and peer in turn, so that whatever else the machine does falls on both. */
export async function measureFile(plan: FilePlan, say: (line: string) => void): Promise<FileFigures> {
  const matching: MeasureResult[] = [];
  const tagging: MeasureResult[] = [];
  const parsing: MeasureResult[] = [];
  const peer: PeerFigures[] = [];
  for (let run = 1; run <= plan.runs; run++) {
    say(`${plan.name}: run ${run} of ${plan.runs}`);
    matching.push(await runMeasured(jobOf(plan, 'match')));
    if (plan.peerCommand !== undefined) peer.push(await runPeer(plan.peerCommand, plan.eventsPath));
    parsing.push(await runMeasured(jobOf(plan, 'parse')));
    tagging.push(await runMeasured(jobOf(plan, 'tag')));
  }
  const { measuresMemory, profilePath } = plan;
  const isInspected = measuresMemory || profilePath !== undefined;
  const inspected = isInspected
    ? await runMeasured({ ...jobOf(plan, 'match'), measuresMemory, profilePath })
    : undefined;
  return { plan, bytes: statSync(plan.eventsPath).size, matching, tagging, parsing, peer, inspected };
}

function jobOf(plan: FilePlan, task: MeasureJob['task']): MeasureJob {
  return {
    task,
    rulesPath: plan.rulesPath,
    eventsPath: plan.eventsPath,
    door: plan.door,
    ignoresLogSource: plan.ignoresLogSource,
    learnsRarity: plan.learnsRarity,
    warmPasses: plan.warmPasses,
    countedRuleIds: plan.allowedRuleIds,
    measuresMemory: false,
    profilePath: undefined,
  };
}
