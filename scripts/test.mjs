// `npm test`: the checks, the integration tests and the browser tests. The last line sums up all of them.
import { bootstrap, testPrograms } from './bootstrap.mjs';
import { checkSteps } from './check-steps.mjs';
import { runSteps } from './run-steps.mjs';
import { vitestStep } from './vitest-step.mjs';

bootstrap(testPrograms);
const results = [
  ...(await runSteps(checkSteps(), 2)),
  // They start brokers and browsers; two files of the first run at a time, and more would fight for the cores.
  ...(await runSteps([vitestStep('integration'), vitestStep('browser')], 1)),
];
const sum = (outcome) => results.reduce((total, result) => total + result[outcome], 0);
const skipped = sum('skipped');
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(sum('failed') > 0 ? 1 : 0);
