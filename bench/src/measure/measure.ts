import type { SigmaRule } from '@sluice/sigma';
import { loadRules } from './load-rules.ts';
import type {
  Door,
  LoadFigures,
  MeasureJob,
  MeasureResult,
  MemoryFigures,
  PassFigures,
} from './measure-job.ts';
import { measureAllocation } from './measure-allocation.ts';
import { measurePass } from './measure-pass.ts';
import type { HandleLine } from './measure-pass.ts';
import { openEngine } from './open-engine.ts';
import { profile } from './profile.ts';
import { createTagLine } from './tag-line.ts';

/** What is done with each line, ready to run. */
interface Prepared {
  readonly load: LoadFigures | undefined;
  readonly door: Door | undefined;
  readonly handle: HandleLine;
  readonly learn: () => void;
  /** Matches so far of the rules that are counted apart. */
  readonly counted: () => number;
}

/** Loads, then runs a cold pass and the warm ones. `collect` is a full garbage collection, where the process has it. */
export async function measure(job: MeasureJob, collect: () => void): Promise<MeasureResult> {
  const { load, door, handle, learn, counted } =
    job.task === 'parse' ? prepareParse() : await prepareMatch(job);
  const afterLoad = job.measuresMemory ? memoryNow(collect) : undefined;
  const cold = measurePass(job.eventsPath, handle);
  const countedMatches = counted();
  if (job.learnsRarity) {
    learn();
    // The matcher builds the indexes of the kinds it knows beforehand; here this pass does.
    measurePass(job.eventsPath, handle);
  }
  const warm: PassFigures[] = [];
  const runWarm = (): void => {
    for (let pass = 0; pass < job.warmPasses; pass++) warm.push(measurePass(job.eventsPath, handle));
  };
  let hottest;
  if (job.profilePath === undefined) runWarm();
  else hottest = await profile(job.profilePath, runWarm);
  const peakResidentKib = process.resourceUsage().maxRSS;
  const memory = afterLoad && { afterLoad, afterWarm: memoryNow(collect) };
  const allocatedBytes = job.measuresMemory ? measureAllocation(job.eventsPath, handle) : undefined;
  return { load, door, cold, warm, countedMatches, peakResidentKib, memory, allocatedBytes, hottest };
}

function prepareParse(): Prepared {
  const handle: HandleLine = (line) => {
    try {
      JSON.parse(line.toString());
      return 0;
    } catch {
      return undefined;
    }
  };
  return { load: undefined, door: undefined, handle, learn: () => undefined, counted: () => 0 };
}

async function prepareMatch(job: MeasureJob): Promise<Prepared> {
  const { rules, refused, readSeconds, parseSeconds } = await loadRules(job.rulesPath);
  const started = performance.now();
  const engine = openEngine(rules, job.door, job.ignoresLogSource);
  const compileSeconds = (performance.now() - started) / 1000;
  const load = {
    rules: rules.length,
    refusedRules: refused,
    readSeconds,
    parseSeconds,
    compileSeconds,
    residentKib: Math.round(process.memoryUsage.rss() / 1024),
    peakResidentKib: process.resourceUsage().maxRSS,
  };

  const countedIds = new Set(job.countedRuleIds);
  const isCounted = ({ metadata }: SigmaRule): boolean => countedIds.has(metadata.id);
  let counted = 0;
  const tagLine = job.task === 'tag' ? createTagLine() : undefined;
  const handle: HandleLine = (line) => {
    const matched = engine.match(line);
    if (matched === undefined) return undefined;
    if (matched.length === 0) return 0;
    if (countedIds.size > 0) counted += matched.filter(isCounted).length;
    tagLine?.(line, matched);
    return matched.length;
  };
  return { load, door: engine.door, handle, learn: engine.learn, counted: () => counted };
}

function memoryNow(collect: () => void): MemoryFigures {
  collect();
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  return {
    heapBytes: heapUsed,
    externalBytes: external,
    arrayBufferBytes: arrayBuffers,
    residentBytes: rss,
  };
}
