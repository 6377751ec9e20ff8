import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { resolveFromCaller as at } from '../match/env.ts';
import { reportFailure } from '../report-failure.ts';
import type { ReplayReport } from './report.ts';
import { runReplay } from './run-replay.ts';
import { takeStopSignal } from './stop-signal.ts';

interface Flags {
  readonly rules: string;
  readonly events: string;
  readonly folders?: string;
  readonly pipelines: number;
  readonly partitions: number;
  readonly rate?: number;
  readonly killMatcherAfter?: number;
  readonly json?: string;
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('it is a number above 0');
}

function wholePositive(text: string): number {
  const value = positive(text);
  if (Number.isInteger(value)) return value;
  throw new InvalidArgumentError('it is a whole number above 0');
}

/** `sluice replay`: a file of events through a whole isolated Sluice, compared with `sluice match`. */
export function createReplayCommand(): Command {
  return new Command('replay')
    .description('Send a file of events through an isolated Sluice and check that nothing is lost or wrong')
    .requiredOption('--rules <source>', 'folder, .tar.gz, .zip or YAML file of Sigma rules')
    .requiredOption('--events <file>', 'NDJSON file, .gz or plain, or - for standard input')
    .option(
      '--folders <a,b>',
      "folders of the rules to read (default: SigmaHQ's three where they exist, else all)",
    )
    .option('--pipelines <n>', 'pipelines on the one topic; counts are summed', wholePositive, 1)
    .option('--partitions <n>', 'partitions of the topics', wholePositive, 1)
    .option('--rate <events/s>', 'events a second (default: as fast as Kafka takes them)', positive)
    .option(
      '--kill-matcher-after <n>',
      'kill the matcher with SIGKILL after n events and start another',
      wholePositive,
    )
    .option('--json <file>', 'where to write the figures (default: standard output)')
    .action(async (flags: Flags) => {
      process.exitCode = await execute(flags);
    });
}

/** A kill may repeat a record downstream; its detection id tells. */
function isSound({ events }: ReplayReport, isKilled: boolean): boolean {
  return events.missing === 0 && events.different === 0 && (isKilled || events.duplicated === 0);
}

async function execute(flags: Flags): Promise<number> {
  const stop = takeStopSignal();
  try {
    const report = await runReplay({
      rulesPath: at(flags.rules),
      eventsPath: flags.events === '-' ? undefined : at(flags.events),
      folders: flags.folders?.split(',').filter((folder) => folder !== ''),
      pipelines: flags.pipelines,
      partitions: flags.partitions,
      rate: flags.rate,
      killAfter: flags.killMatcherAfter,
      log: (line) => void process.stderr.write(`replay: ${line}\n`),
      signal: stop.signal,
    });
    const text = `${JSON.stringify(report, null, 2)}\n`;
    if (flags.json === undefined) process.stdout.write(text);
    else await writeFile(at(flags.json), text);
    if (isSound(report, flags.killMatcherAfter !== undefined)) return 0;
    process.stderr.write('replay: events were lost, repeated or tagged wrongly; see the figures\n');
    return 1;
  } catch (error) {
    return reportFailure('replay', error);
  } finally {
    stop.release();
  }
}
