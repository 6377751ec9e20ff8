import { expect, test } from 'vitest';
import type { MeasureResult, PassFigures } from '../measure/measure-job.ts';
import type { FileFigures, FilePlan } from './measure-file.ts';
import { summarize } from './summary.ts';

const plan: FilePlan = {
  name: 'lane',
  rulesPath: 'rules',
  eventsPath: 'events',
  peerCommand: 'peer',
  runs: 1,
  warmPasses: 2,
  door: undefined,
  ignoresLogSource: false,
  learnsRarity: true,
  allowedRuleIds: [],
  measuresMemory: false,
  profilePath: undefined,
};

function pass(seconds: number): PassFigures {
  return { events: 100, refused: 0, matches: 3, seconds, cpuSeconds: 2 * seconds };
}

function result(cold: number, warm: readonly number[]): MeasureResult {
  return {
    load: undefined,
    door: 'object',
    cold: pass(cold),
    warm: warm.map(pass),
    countedMatches: 0,
    peakResidentKib: 1,
    memory: undefined,
    allocatedBytes: undefined,
    hottest: undefined,
  };
}

test('cold and warm stand apart, and each is compared with the peer and with parsing alone', () => {
  const figures: FileFigures = {
    plan,
    bytes: 1000,
    matching: [result(8, [1, 2, 4])],
    tagging: [result(8, [4])],
    parsing: [result(1, [1])],
    peer: [
      {
        events: 100,
        matches: 3,
        seconds: 4,
        cpuSeconds: 5,
        rules: undefined,
        loadSeconds: undefined,
        peakResidentKib: undefined,
      },
    ],
    inspected: undefined,
  };
  expect(summarize(figures)).toMatchObject({
    events: 100,
    matches: 3,
    warm: { eventsPerSecond: { median: 50, least: 25, most: 100 }, cpuMicroseconds: 40_000 },
    cold: { eventsPerSecond: { median: 12.5 } },
    peer: { eventsPerSecond: { median: 25 }, cpuMicroseconds: 50_000 },
    warmRatio: { ok: true, ratio: 2 },
    coldRatio: { ok: true, ratio: 0.5 },
    cpuRatio: 1.25,
    parseShare: 0.5,
    taggedParseShare: 0.25,
  });
  expect(summarize({ ...figures, peer: [] })).toMatchObject({
    peer: undefined,
    warmRatio: undefined,
    cpuRatio: undefined,
  });
});
