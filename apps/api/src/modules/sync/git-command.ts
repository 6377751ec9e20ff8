import { spawn } from 'node:child_process';
import { SyncError } from './sync-error.ts';

/** A git process that ended by itself. */
export interface GitOutcome {
  readonly code: number;
  readonly stdout: Buffer;
  /** The end of what it wrote, at most MAX_STDERR_BYTES. */
  readonly stderr: string;
}

export interface GitCall {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly input?: string;
  /** A longer answer ends it, and is an error. */
  readonly maxBytes: number;
  /** Given each part of the answer, in place of keeping it. It may throw, which ends the process. */
  readonly onData?: (chunk: Buffer) => void;
}

const MAX_STDERR_BYTES = 8 * 1024;

/**
 * Runs the git of the PATH with no other environment than is given, and its children with it. Throws SyncError where there
 * is none or it says too much, what `onData` throws, or the signal's reason.
 */
export function runGit({ args, env, signal, input, maxBytes, onData }: GitCall): Promise<GitOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<GitOutcome>();
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  const child = spawn('git', args, { env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const chunks: Buffer[] = [];
  let [bytes, stderr] = [0, ''];
  let reason: unknown;
  const end = (why: unknown): void => {
    reason ??= why;
    killGroup(child.pid);
  };
  const onAbort = (): void => {
    end(signal.reason);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  child.stdout.on('data', (chunk: Buffer) => {
    if (reason !== undefined) return;
    bytes += chunk.length;
    if (bytes > maxBytes) {
      end(new SyncError(`git answered with more than ${maxBytes} bytes.`));
      return;
    }
    try {
      if (onData === undefined) chunks.push(chunk);
      else onData(chunk);
    } catch (error) {
      end(error);
    }
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = `${stderr}${chunk.toString('utf8')}`.slice(-MAX_STDERR_BYTES);
  });
  // It may end before it has read all: how it ended is told by its code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  child.on('error', (cause: NodeJS.ErrnoException) => {
    signal.removeEventListener('abort', onAbort);
    const message =
      cause.code === 'ENOENT'
        ? 'git is not installed where the API runs. Hosts other than GitHub need git 2.37 or newer: install it there.'
        : 'git could not be started where the API runs.';
    reject(new SyncError(message, { cause }));
  });
  child.on('close', (code) => {
    signal.removeEventListener('abort', onAbort);
    if (reason === undefined) resolve({ code: code ?? -1, stdout: Buffer.concat(chunks), stderr });
    else reject(reason);
  });
  return promise;
}

/** git starts others, such as the one that speaks https: they end with it. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
