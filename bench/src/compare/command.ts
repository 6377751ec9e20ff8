import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { BenchError } from '../bench-error.ts';
import { resolveFromCaller } from '../env.ts';
import { loadRules } from '../measure/load-rules.ts';
import type { Door } from '../measure/measure-job.ts';
import { openEngine } from '../measure/open-engine.ts';
import { readLines } from '../measure/read-lines.ts';
import { runCommand } from '../run-command.ts';
import { openPlainEvents } from '../sigma/plain-events.ts';
import { createWorkFolder } from '../sigma/work-folder.ts';
import { createIdComparison } from './compare-ids.ts';
import { parseAnswers } from './parse-answers.ts';

interface Flags {
  readonly rules: string;
  readonly events: string;
  readonly peerIds: string;
  readonly ignoreLogsource?: boolean;
  readonly door?: Door;
}

/** `bench:compare`: which rules match differently in a peer, line by line. */
export function createCompareCommand(): Command {
  return new Command('compare')
    .description("Compare the engine's answers with a peer's, line by line")
    .requiredOption('--rules <source>', 'folder, .tar.gz, .zip or YAML file of Sigma rules')
    .requiredOption('--events <file>', 'NDJSON file, .gz or plain, without empty lines')
    .requiredOption('--peer-ids <file>', "the peer's answers: line number, tab, ids with commas between")
    .option('--ignore-logsource', 'try every rule on every event')
    .option('--door <door>', 'bytes or object (default: bytes if the engine has that door)')
    .action((flags: Flags) => runCommand(() => execute(flags)));
}

async function execute(flags: Flags): Promise<void> {
  const { rules } = await loadRules(resolveFromCaller(flags.rules));
  const engine = openEngine(rules, flags.door, flags.ignoreLogsource ?? false);
  const peer = parseAnswers(readFileSync(resolveFromCaller(flags.peerIds), 'utf8'));
  const comparison = createIdComparison();
  const work = await createWorkFolder();
  let line = 0;
  try {
    readLines(await openPlainEvents(resolveFromCaller(flags.events), work.path), (bytes) => {
      line++;
      const ours = (engine.match(bytes) ?? []).map(({ metadata }) => metadata.id);
      comparison.add(line, ours, peer[line - 1] ?? []);
    });
  } finally {
    await work.dispose();
  }
  if (line !== peer.length)
    throw new BenchError(`the events have ${line} lines and the peer's answers ${peer.length}`);
  const titles = new Map(rules.map(({ metadata }) => [metadata.id, metadata.title]));
  const differences = comparison.differences();
  process.stdout.write(`${line} events, ${differences.length} rules differ\n`);
  for (const { ruleId, oursOnly, peerOnly, firstLine } of differences) {
    const title = titles.get(ruleId) ?? 'not among our rules';
    process.stdout.write(
      `${ruleId}  only here ${oursOnly}, only there ${peerOnly}, first on line ${firstLine}: ${title}\n`,
    );
  }
}
