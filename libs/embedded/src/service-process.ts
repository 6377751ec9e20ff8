import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { EmbeddedError } from './embedded-error.ts';
import { endProcess } from './end-process.ts';
import { guard, unguard } from './guard.ts';
import { identify } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const KEPT_LINES = 200;

export interface ServiceCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly stopSignal: NodeJS.Signals;
  readonly stopGraceMs: number;
  /** Sees every line of stdout and stderr. */
  readonly onLine?: (line: string) => void;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ServiceProcess {
  readonly identity: ProcessIdentity;
  readonly exited: Promise<Exit>;
  hasExited(): boolean;
  /** The last lines it wrote. */
  output(): string;
  /** Ends the process and waits until it is gone; a second call waits for the same end. */
  stop(): Promise<void>;
}

/** Starts a child in a process group of its own, so Ctrl-C reaches it only through us, and ends it when we die. */
export async function startService(service: ServiceCommand): Promise<ServiceProcess> {
  const child = spawn(service.command, service.args, {
    env: service.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(service.cwd === undefined ? {} : { cwd: service.cwd }),
    ...(service.uid === undefined ? {} : { uid: service.uid }),
    ...(service.gid === undefined ? {} : { gid: service.gid }),
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => {
      reject(new EmbeddedError(`${service.name} cannot be run: ${cause.message}`, { cause }));
    });
  });
  const identity = identify(child.pid ?? 0) ?? { pid: child.pid ?? 0, startToken: 'ended at once' };
  guard({ watch: identity, signal: service.stopSignal, graceMs: service.stopGraceMs });

  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      service.onLine?.(line);
    });
  }

  let exit: Exit | undefined;
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => {
      exit = { code, signal };
      unguard(identity.pid);
      resolve(exit);
    });
  });
  let stopping: Promise<void> | undefined;
  return {
    identity,
    exited,
    hasExited: () => exit !== undefined,
    output: () => lines.join('\n'),
    stop: () =>
      (stopping ??= (async () => {
        await endProcess(identity, service.stopSignal, service.stopGraceMs);
        await exited;
      })()),
  };
}
