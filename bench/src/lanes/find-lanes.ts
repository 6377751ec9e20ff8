import { BenchError } from '../bench-error.ts';
import type { Lane } from './lane.ts';
import { mixedSchemas } from './mixed-schemas.ts';
import { muchMatches } from './much-matches.ts';
import { nothingMatches } from './nothing-matches.ts';
import { rawBlob } from './raw-blob.ts';
import { shortSyslog } from './short-syslog.ts';
import { sysmonFile } from './sysmon-file.ts';
import { sysmonProcess } from './sysmon-process.ts';

export const lanes: readonly Lane[] = [
  sysmonProcess,
  sysmonFile,
  rawBlob,
  shortSyslog,
  mixedSchemas,
  nothingMatches,
  muchMatches,
];

/** The lane of this name, or all of them for `all`. */
export function findLanes(name: string): readonly Lane[] {
  if (name === 'all') return lanes;
  const lane = lanes.find((candidate) => candidate.name === name);
  if (lane !== undefined) return [lane];
  throw new BenchError(
    `there is no lane "${name}", only ${lanes.map((candidate) => candidate.name).join(', ')} and all`,
  );
}
