import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { BenchError } from '../bench-error.ts';
import { resolveFromCaller } from '../env.ts';
import { findLanes } from '../lanes/find-lanes.ts';
import { writeLane } from '../lanes/write-lane.ts';
import type { Door } from '../measure/measure-job.ts';
import { readWholeNumber } from '../read-whole-number.ts';
import { runCommand } from '../run-command.ts';
import { measureFile } from './measure-file.ts';
import type { FilePlan } from './measure-file.ts';
import { openPlainEvents } from './plain-events.ts';
import { printOverall, printReport } from './print-report.ts';
import { summarize } from './summary.ts';
import type { Summary } from './summary.ts';
import { createWorkFolder } from './work-folder.ts';

interface Flags {
  readonly rules: string;
  readonly events?: string;
  readonly lane?: string;
  readonly count: string;
  readonly seed: string;
  readonly against?: string;
  readonly ignoreLogsource?: boolean;
  readonly builtInRarity?: boolean;
  readonly runs: string;
  readonly warmPasses: string;
  readonly door?: string;
  readonly allowDifferences?: string;
  readonly profile?: string;
  readonly memory?: boolean;
  readonly json?: string;
}

/** `bench:sigma`: our engine, alone or beside a peer, on a file of events or on lanes of made ones. */
export function createSigmaCommand(): Command {
  return new Command('sigma')
    .description('Measure the engine, alone or in turn with a peer')
    .requiredOption('--rules <source>', 'folder, .tar.gz, .zip or YAML file of Sigma rules')
    .option('--events <file>', 'NDJSON file, .gz or plain')
    .option('--lane <name>', 'made events in place of a file: the name of a lane, or all')
    .option('--count <n>', 'events of a lane', '100000')
    .option('--seed <n>', 'seed of a lane', '1')
    .option('--against <command>', 'peer: a shell command that reads the events on standard input')
    .option('--ignore-logsource', 'try every rule on every event')
    .option('--built-in-rarity', 'keep the built-in rarity in the warm passes, too')
    .option('--runs <n>', 'runs of each engine, in turn', '3')
    .option('--warm-passes <n>', 'passes over the file after the first one, in each run', '2')
    .option('--door <door>', 'bytes or object (default: bytes if the engine has that door)')
    .option('--allow-differences <ids>', 'rules that may match differently, with commas between')
    .option('--profile <file>', 'write a CPU profile of the warm passes in a run apart')
    .option('--memory', 'show memory after load and after the warm passes, in a run apart')
    .option('--json <file>', 'where to write all figures')
    .addHelpText('after', '\nPaths are relative to where the command is called.')
    .action((flags: Flags) => runCommand(() => execute(flags)));
}

async function execute(flags: Flags): Promise<void> {
  const template = readPlan(flags);
  const work = await createWorkFolder();
  const written: unknown[] = [];
  const summaries: Summary[] = [];
  try {
    for await (const { name, path } of eventFiles(flags, work.path)) {
      const isAlone = flags.lane !== 'all';
      const profilePath =
        template.profilePath && (isAlone ? template.profilePath : `${template.profilePath}.${name}`);
      const figures = await measureFile({ ...template, name, eventsPath: path, profilePath }, (line) =>
        process.stderr.write(`${line}\n`),
      );
      const summary = summarize(figures);
      summaries.push(summary);
      written.push({ summary, figures });
      process.stdout.write(`${printReport(summary, figures).join('\n')}\n`);
    }
  } finally {
    await work.dispose();
  }
  process.stdout.write(
    printOverall(summaries)
      .map((line) => `${line}\n`)
      .join(''),
  );
  if (flags.json !== undefined)
    await writeFile(resolveFromCaller(flags.json), `${JSON.stringify(written, null, 2)}\n`);
}

function readPlan(flags: Flags): Omit<FilePlan, 'name' | 'eventsPath'> {
  if ((flags.events === undefined) === (flags.lane === undefined))
    throw new BenchError('give either --events or --lane');
  return {
    rulesPath: resolveFromCaller(flags.rules),
    peerCommand: flags.against,
    runs: readWholeNumber('--runs', flags.runs, 1, 1000),
    warmPasses: readWholeNumber('--warm-passes', flags.warmPasses, 1, 1000),
    door: readDoor(flags.door),
    ignoresLogSource: flags.ignoreLogsource ?? false,
    learnsRarity: flags.builtInRarity !== true,
    allowedRuleIds: flags.allowDifferences?.split(',').filter((id) => id !== '') ?? [],
    measuresMemory: flags.memory ?? false,
    profilePath: flags.profile && resolveFromCaller(flags.profile),
  };
}

function readDoor(text: string | undefined): Door | undefined {
  if (text === undefined || text === 'bytes' || text === 'object') return text;
  throw new BenchError(`--door is bytes or object, not "${text}"`);
}

/** One file at a time, since all lanes of many events would fill a small disk. */
async function* eventFiles(
  flags: Flags,
  folder: string,
): AsyncGenerator<{ readonly name: string; readonly path: string }> {
  if (flags.events !== undefined) {
    const path = resolveFromCaller(flags.events);
    yield { name: basename(path), path: await openPlainEvents(path, folder) };
    return;
  }
  const count = readWholeNumber('--count', flags.count, 1, 100_000_000);
  const seed = readWholeNumber('--seed', flags.seed, 0, 2 ** 32 - 1);
  for (const lane of findLanes(flags.lane ?? 'all')) {
    const path = `${folder}/${lane.name}.ndjson`;
    await writeLane(lane, { count, seed, path });
    yield { name: lane.name, path };
  }
}
