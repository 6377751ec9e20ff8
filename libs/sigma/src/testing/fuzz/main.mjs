// `pnpm fuzz [--seconds N] [--seed N] [--replay FILE]`: feeds random rules and events to the parser and the matcher.
// A failing input is written to a file. The work is done in a thread, so that one that hangs is told as well.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

import { fuzzTargets } from './fuzz-targets.ts';
import { fuzz } from './fuzz.ts';

/** An input that takes longer counts as one that never ends. */
const maxInputMs = 30_000;

if (isMainThread) watch();
else work(workerData);

function watch() {
  const { values } = parseArgs({
    options: { seconds: { type: 'string' }, seed: { type: 'string' }, replay: { type: 'string' } },
  });
  const seconds = Number(values.seconds ?? 300);
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  if (!(seconds > 0) || !Number.isSafeInteger(seed)) {
    console.error('usage: pnpm fuzz [--seconds N] [--seed N] [--replay FILE]');
    process.exit(2);
  }
  const replay = values.replay && JSON.parse(readFileSync(values.replay, 'utf8'));
  console.log(replay ? `replaying ${values.replay}` : `fuzzing for ${seconds} s from seed ${seed}`);
  let inHand;
  let since = Date.now();
  const fail = (failure) => {
    const file = `test-results/fuzz-${failure.target}-${failure.seed ?? 'hang'}.json`;
    mkdirSync('test-results', { recursive: true });
    if (!replay) writeFileSync(file, `${JSON.stringify(failure, undefined, 2)}\n`);
    console.error(`${failure.target}: ${failure.problem}`);
    if (!replay) console.error(`try it again with: pnpm fuzz --replay ${file}`);
    process.exit(1);
  };
  const worker = new Worker(new URL(import.meta.url), { workerData: { seconds, seed, replay } });
  worker.on('message', (message) => {
    since = Date.now();
    if (message.input !== undefined && message.problem === undefined) inHand = message;
    else if (message.problem !== undefined) fail(message);
    else console.log(message.line);
  });
  worker.on('error', (error) => fail({ ...inHand, problem: String(error?.stack ?? error) }));
  worker.on('exit', (code) => process.exit(code));
  setInterval(() => {
    if (inHand && Date.now() - since > maxInputMs) fail({ ...inHand, problem: 'takes too long' });
  }, 1000).unref();
}

function work({ seconds, seed, replay }) {
  if (replay) {
    const { target, input } = replay;
    parentPort.postMessage({ target, input });
    const problem = fuzzTargets.find(({ name }) => name === target).check(input);
    parentPort.postMessage(problem ? { target, input, problem } : { line: 'it does not fail' });
    return;
  }
  for (const target of fuzzTargets) {
    const end = Date.now() + (seconds * 1000) / fuzzTargets.length;
    const onInput = (name, input) => parentPort.postMessage({ target: name, input });
    const outcome = fuzz(target, { seed, mustStop: () => Date.now() > end, onInput });
    if (typeof outcome !== 'number') return parentPort.postMessage(outcome);
    parentPort.postMessage({ line: `${target.name}: ${outcome} inputs, none failed` });
  }
}
