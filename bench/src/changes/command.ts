import { compileRules } from '@sluice/sigma';
import { Command } from 'commander';
import { BenchError } from '../bench-error.ts';
import { resolveFromCaller } from '../env.ts';
import { findLanes } from '../lanes/find-lanes.ts';
import { makeLines } from '../lanes/make-lines.ts';
import { loadRules } from '../measure/load-rules.ts';
import { readWholeNumber } from '../read-whole-number.ts';
import { runCommand } from '../run-command.ts';
import { measureChanges } from './measure-changes.ts';
import { printChanges } from './print-changes.ts';

interface Flags {
  readonly rules: string;
  readonly lane: string;
  readonly changes: string;
}

const eventsOfLane = 1000;
/** Rules that come and go before those that are timed, until V8 has compiled what they run. */
const warmUps = 20;

/** `bench:changes`: what it costs to add, change and remove one rule among many. */
export function createChangesCommand(): Command {
  return new Command('changes')
    .description('Measure adding, changing and removing one rule at a time among all rules')
    .requiredOption('--rules <source>', 'folder, .tar.gz, .zip or YAML file of Sigma rules')
    .option('--lane <name>', 'made events that are matched between the changes, or all lanes', 'all')
    .option('--changes <n>', 'rules that are added, then changed, then removed', '200')
    .action((flags: Flags) => runCommand(() => execute(flags)));
}

async function execute(flags: Flags): Promise<void> {
  const count = readWholeNumber('--changes', flags.changes, 1, 10_000);
  const { rules } = await loadRules(resolveFromCaller(flags.rules));
  const apart = count + warmUps;
  if (rules.length <= apart) throw new BenchError(`there are ${rules.length} rules, not more than ${apart}`);
  // Rules of a source are sorted by subject; those that come and go are of all subjects.
  const stride = Math.floor(rules.length / apart);
  const isApart = (index: number): boolean => index % stride === 0 && index / stride < apart;
  const others = rules.filter((_, index) => isApart(index));
  const ruleSet = compileRules(
    rules.filter((_, index) => !isApart(index)),
    { isMaintained: true },
  );
  const [first, ...more] = findLanes(flags.lane).flatMap((lane) =>
    [...makeLines(lane, eventsOfLane, 1)].map((line) => Buffer.from(line)),
  );
  if (first === undefined) throw new BenchError('the lane has no events');
  const events = [first, ...more] as const;
  for (const event of events) ruleSet.matchBytes(event);
  ruleSet.maintain(() => false);

  const nowMs = (): number => performance.now();
  await measureChanges(ruleSet, others.slice(0, warmUps), events, nowMs);
  const memoryBefore = ruleSet.memoryBytes();
  const figures = await measureChanges(ruleSet, others.slice(warmUps), events, nowMs);
  const lines = [
    `${count} rules added, changed and removed among ${ruleSet.rules.length}; events of ${flags.lane}`,
    ...printChanges(figures),
    `  memory of the rule set: ${mebibytes(memoryBefore)} before the changes, ${mebibytes(ruleSet.memoryBytes())} after them`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
