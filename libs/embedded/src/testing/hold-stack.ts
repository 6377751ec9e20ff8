/** Program for tests: starts a whole stack, says where, and then only waits to be killed. */
import { startStack } from '../stack.ts';

const [dataDir = ''] = process.argv.slice(2);
const stack = await startStack({
  dataDir,
  matchers: 1,
  hasWeb: false,
  log: () => undefined,
  onLine: () => undefined,
  onDeath: () => undefined,
});
const pids = [stack.api, ...stack.matchers].map((app) => app.pid);
process.stdout.write(`${JSON.stringify({ api: stack.api.url, pids })}\n`);
