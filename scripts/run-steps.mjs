import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

import { projectNode, root } from './bootstrap.mjs';

const timeoutMs = 30 * 60_000;
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill('SIGTERM');
    process.exit(1);
  });
}

/**
 * Runs `{name, command, cwd?, env?, count?}` each, at most `width` at a time, and says how each ended; what a failed one
 * wrote is shown. `command` is for the shell, with the project's Node and tools on the PATH. A step counts as one test,
 * or as what its `count({ok, output})` finds. Returns `{name, passed, failed, skipped}` per step.
 */
export async function runSteps(steps, width) {
  const results = [];
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
      results.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

async function runStep({ name, command, cwd = root, env = {}, count = countOne }) {
  const startedAt = Date.now();
  const { ok, output } = await runShell(command, cwd, env);
  const counts = count({ ok, output });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (counts.failed > 0) console.log(`\n${output.trimEnd()}\n`);
  for (const problem of counts.problems ?? []) console.log(`  ${problem}`);
  console.log(`${counts.failed > 0 ? 'FAILED' : 'ok    '} ${name} (${seconds} s)${describe(counts)}`);
  return { name, ...counts };
}

function runShell(command, cwd, env) {
  return new Promise((resolve) => {
    const tools = [dirname(projectNode()), join(root, 'node_modules/.bin')].join(delimiter);
    const child = spawn('sh', ['-c', command], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      env: { ...process.env, ...env, PATH: `${tools}${delimiter}${process.env.PATH}` },
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ ok: code === 0, output: signal === null ? output : `${output}\nended by ${signal}` });
    });
  });
}

const countOne = ({ ok }) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

function describe({ passed, failed, skipped }) {
  if (passed + failed + skipped <= 1) return '';
  return `: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
