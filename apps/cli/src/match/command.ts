import { writeFile } from 'node:fs/promises';

import { Command } from 'commander';

import { reportFailure } from '../report-failure.ts';
import { resolveFromCaller as at } from './env.ts';
import { runMatch } from './run-match.ts';

interface Flags {
  readonly rules: string;
  readonly events: string;
  readonly folders?: string;
  readonly ignoreLogsource?: boolean;
  readonly out?: string;
  readonly stats?: string;
}

/** `sluice match`: rules against a file of events, offline. */
export function createMatchCommand(): Command {
  return new Command('match')
    .description('Match a file of events against Sigma rules, without any service')
    .requiredOption('--rules <source>', 'folder, .tar.gz, .zip or YAML file of Sigma rules')
    .requiredOption('--events <file>', 'NDJSON file, .gz or plain, or - for standard input')
    .option(
      '--folders <a,b>',
      "folders of the rules to read (default: SigmaHQ's three where they exist, else all)",
    )
    .option('--ignore-logsource', 'try every rule on every event')
    .option('--out <file>', 'where to write the matches (default: standard output)')
    .option('--stats <file>', 'where to write figures of the run, as JSON')
    .addHelpText(
      'after',
      '\nPaths are relative to where the command is called. Each match is one line of JSON: {"line", "rules"}.',
    )
    .action(async (flags: Flags) => {
      process.exitCode = await execute(flags);
    });
}

/** Runs the command; answers its exit code: 0 done, 1 failed. */
async function execute(flags: Flags): Promise<number> {
  try {
    const stats = await runMatch({
      rulesPath: at(flags.rules),
      eventsPath: flags.events === '-' ? undefined : at(flags.events),
      folders: flags.folders?.split(',').filter((folder) => folder !== ''),
      ignoresLogSource: flags.ignoreLogsource ?? false,
      outPath: flags.out === undefined ? undefined : at(flags.out),
    });
    if (flags.stats !== undefined) await writeFile(at(flags.stats), `${JSON.stringify(stats, null, 2)}\n`);
    if (stats.eventsRefused > 0) {
      process.stderr.write(
        `sluice: ${stats.eventsRefused} of ${stats.events} lines are no JSON object in UTF-8; see --stats\n`,
      );
    }
    return 0;
  } catch (error) {
    return reportFailure('sluice', error);
  }
}
