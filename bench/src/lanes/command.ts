import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { resolveFromCaller } from '../env.ts';
import { readWholeNumber } from '../read-whole-number.ts';
import { runCommand } from '../run-command.ts';
import { findLanes, lanes } from './find-lanes.ts';
import { writeLane } from './write-lane.ts';

interface Flags {
  readonly lane: string;
  readonly count: string;
  readonly seed: string;
  readonly out: string;
}

/** `bench:lanes`: made events. */
export function createLanesCommand(): Command {
  return new Command('lanes')
    .description(`Make events: ${lanes.map(({ name }) => name).join(', ')}`)
    .requiredOption('--lane <name>', 'name of a lane, or all')
    .option('--count <n>', 'events of each lane', '100000')
    .option('--seed <n>', 'the same seed makes the same events', '1')
    .requiredOption('--out <path>', 'file of the lane (.gz packs it); with all, a folder')
    .action((flags: Flags) => runCommand(() => execute(flags)));
}

async function execute(flags: Flags): Promise<void> {
  const count = readWholeNumber('--count', flags.count, 1, 100_000_000);
  const seed = readWholeNumber('--seed', flags.seed, 0, 2 ** 32 - 1);
  const out = resolveFromCaller(flags.out);
  if (flags.lane === 'all') await mkdir(out, { recursive: true });
  for (const lane of findLanes(flags.lane)) {
    const path = flags.lane === 'all' ? join(out, `${lane.name}.ndjson`) : out;
    await writeLane(lane, { count, seed, path });
  }
}
