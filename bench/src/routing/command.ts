import { closeSync, openSync, writeSync } from 'node:fs';
import { Command } from 'commander';
import { resolveFromCaller } from '../env.ts';
import { readLines } from '../measure/read-lines.ts';
import { runCommand } from '../run-command.ts';
import { openPlainEvents } from '../sigma/plain-events.ts';
import { createWorkFolder } from '../sigma/work-folder.ts';
import { addLogSource } from './add-log-source.ts';

interface Flags {
  readonly events: string;
  readonly out: string;
}

/** Characters gathered before they are written. */
const blockLength = 1 << 20;

/** `bench:log-sources`: events that say their log source in fields. */
export function createLogSourcesCommand(): Command {
  return new Command('log-sources')
    .description('Write the log source of each event into its fields product, category and service')
    .requiredOption('--events <file>', 'NDJSON file, .gz or plain')
    .requiredOption('--out <file>', 'where to write plain NDJSON')
    .action((flags: Flags) => runCommand(() => execute(flags)));
}

async function execute(flags: Flags): Promise<void> {
  const work = await createWorkFolder();
  const out = openSync(resolveFromCaller(flags.out), 'w');
  try {
    let block = '';
    readLines(await openPlainEvents(resolveFromCaller(flags.events), work.path), (bytes) => {
      block += `${addLogSource(bytes.toString())}\n`;
      if (block.length < blockLength) return;
      writeSync(out, block);
      block = '';
    });
    writeSync(out, block);
  } finally {
    closeSync(out);
    await work.dispose();
  }
}
