import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { commandLineOf, identify } from '../process-identity.ts';

export interface HeldServices {
  readonly pid: number;
  readonly postgres: number;
  readonly url: string;
  readonly kafka: number;
  readonly brokers: string;
  readonly guardian: number;
}

/** A process that holds embedded services, as another `npm start` would. */
export async function holdServices(
  dataDir: string,
  ...parts: ('postgres' | 'kafka')[]
): Promise<HeldServices> {
  const program = fileURLToPath(new URL('./hold-services.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@sluice/source', program, dataDir, ...parts], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await firstLineOf(child, child.stdout);
  const pid = child.pid!;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  const guardian = children.find((each) => commandLineOf(each).includes('guardian'))!;
  return { pid, guardian, ...(JSON.parse(line) as Omit<HeldServices, 'pid' | 'guardian'>) };
}

/** The first line that a program writes when it is ready; fails where it ends before. */
export async function firstLineOf(child: ChildProcess, stdout: Readable): Promise<string> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the program ended with ${code} before it was ready`);
  });
  const [line] = (await Promise.race([once(createInterface({ input: stdout }), 'line'), ended])) as [string];
  ended.catch(() => undefined);
  return line;
}

/** Waits until none of the processes is left. The caller's timeout bounds it. */
export async function untilGone(...pids: number[]): Promise<void> {
  while (pids.some((pid) => identify(pid) !== undefined))
    await new Promise((resolve) => setTimeout(resolve, 20));
}
