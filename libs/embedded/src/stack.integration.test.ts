import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, onTestFinished, test } from 'vitest';

import { startStack } from './stack.ts';
import type { Stack } from './stack.ts';
import { firstLineOf, untilGone } from './testing/killed-parent.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

interface Deaths {
  readonly stack: Stack;
  readonly deaths: string[];
}

async function start(dataDir: string): Promise<Deaths> {
  const deaths: string[] = [];
  const stack = await startStack({
    dataDir,
    matchers: 1,
    hasWeb: false,
    log: () => undefined,
    onLine: () => undefined,
    onDeath: (app) => deaths.push(app),
  });
  onTestFinished(stack.stop);
  return { stack, deaths };
}

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}

test('a stack is ready, tells of a matcher that dies, takes another, and ends as a whole', async () => {
  const { stack, deaths } = await start(temporaryFolder());
  const [matcher] = stack.matchers;
  expect((await fetch(`${stack.api.url}/health/ready`)).status).toBe(200);
  expect((await fetch(`${matcher!.url}/health/ready`)).status).toBe(200);

  matcher!.kill('SIGKILL');
  await matcher!.exited;
  const successor = await stack.addMatcher(matcher!.name);
  expect(deaths).toEqual(['matcher-1']);

  await stack.stop();
  await untilGone(stack.api.pid, successor.pid);
  expect(deaths).toEqual(['matcher-1']);
});

test('a killed parent takes every process of its stack with it', async () => {
  const program = fileURLToPath(new URL('./testing/hold-stack.ts', import.meta.url));
  const args = ['--conditions=@sluice/source', program, temporaryFolder()];
  const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const { api } = JSON.parse(await firstLineOf(parent, parent.stdout)) as { api: string };
  const children = childrenOf(parent.pid!);
  // Postgres, Kafka, the API, a matcher and the guardian.
  expect(children).toHaveLength(5);

  process.kill(parent.pid!, 'SIGKILL');
  await untilGone(parent.pid!, ...children);
  await expect(fetch(`${api}/health/live`)).rejects.toThrow();
});
