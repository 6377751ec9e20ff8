import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { BenchError } from '../bench-error.ts';
import type { MeasureJob, MeasureResult } from '../measure/measure-job.ts';

const program = fileURLToPath(new URL('../measure/main.ts', import.meta.url));

/** As the matcher is started: by itself V8 takes 128 MB more where the machine has memory. */
const youngGeneration = '--max-semi-space-size=8';

/** Runs the job in a process of its own, so that no run warms the next one or pays for its garbage. */
export async function runMeasured(job: MeasureJob): Promise<MeasureResult> {
  const collection = job.measuresMemory ? ['--expose-gc'] : [];
  const nodeArguments = [
    '--conditions=@sluice/source',
    youngGeneration,
    ...collection,
    program,
    JSON.stringify(job),
  ];
  const child = spawn(process.execPath, nodeArguments, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [output, code] = await Promise.all([text(child.stdout), ended]);
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  if (code !== 0 || last === '') throw new BenchError(`a measured process ended with ${code}, see above`);
  return JSON.parse(last) as MeasureResult;
}
