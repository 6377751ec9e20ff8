import { writeFile } from 'node:fs/promises';
import { compileRules } from '@sluice/sigma';
import type { Rarity } from '@sluice/sigma';
import { Command } from 'commander';
import { BenchError } from '../bench-error.ts';
import { resolveFromCaller } from '../env.ts';
import { loadRules } from '../measure/load-rules.ts';
import { readLines } from '../measure/read-lines.ts';
import { runCommand } from '../run-command.ts';
import { openPlainEvents } from '../sigma/plain-events.ts';
import { createWorkFolder } from '../sigma/work-folder.ts';

interface Flags {
  readonly rules: string;
  readonly events: string;
  readonly out: string;
}

/** Steps below which a gram or a value is as rare as any that was never seen: a third of a percent of the events. */
const leastStep = 155;

/** `bench:rarity`: what the engine takes for frequent before it has learned anything. */
export function createRarityCommand(): Command {
  return new Command('rarity')
    .description('Count what is frequent in events, as the data file of the built-in rarity')
    .requiredOption('--rules <source>', 'rules, whose fields are the ones whose values count')
    .requiredOption('--events <file>', 'NDJSON file, .gz or plain')
    .requiredOption('--out <file>', 'where to write the data file')
    .action((flags: Flags) => runCommand(() => execute(flags)));
}

async function execute(flags: Flags): Promise<void> {
  const { rules } = await loadRules(resolveFromCaller(flags.rules));
  const ruleSet = compileRules(rules);
  const work = await createWorkFolder();
  try {
    readLines(await openPlainEvents(resolveFromCaller(flags.events), work.path), (line) => {
      ruleSet.matchBytes(line);
    });
  } finally {
    await work.dispose();
  }
  const rarity = ruleSet.rarity();
  if (rarity === undefined) throw new BenchError('too few events to learn from');
  await writeFile(resolveFromCaller(flags.out), `${JSON.stringify(frequentOnly(rarity), null, 2)}\n`);
}

/** Triples of two bytes of bucket and one of frequency, of what is frequent. */
function frequentOnly({ events, grams, values }: Rarity) {
  return {
    about:
      'Grams and values that are frequent in events of Windows, for rule sets that have learned nothing yet.',
    sources: ['OTRF Security-Datasets (MIT): counted by pnpm bench:rarity, no event is in here'],
    events,
    grams: pack(grams),
    values: pack(values),
  };
}

function pack(base64: string): string {
  const triples: number[] = [];
  for (const [bucket, step] of Buffer.from(base64, 'base64').entries())
    if (step >= leastStep) triples.push(bucket >> 8, bucket & 255, step);
  return Buffer.from(triples).toString('base64');
}
