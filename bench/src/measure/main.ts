/** A measured process of its own: takes a MeasureJob as its only argument, answers a MeasureResult on standard output. */
import { BenchError } from '../bench-error.ts';
import { runCommand } from '../run-command.ts';
import { measure } from './measure.ts';
import type { MeasureJob } from './measure-job.ts';

await runCommand(async () => {
  const [, , text] = process.argv;
  if (text === undefined) throw new BenchError('this program is started by the benchmark');
  const result = await measure(JSON.parse(text) as MeasureJob, () => globalThis.gc?.());
  process.stdout.write(`${JSON.stringify(result)}\n`);
});
