import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What tells a process from a later one that got the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal for the whole life of the process. */
  readonly startToken: string;
}

/** The living process `pid`; undefined where there is none or only a zombie is left of it. */
export function identify(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const startToken = process.platform === 'linux' ? linuxStartToken(pid) : psField(pid, 'lstart=');
  return startToken === undefined ? undefined : { pid, startToken };
}

/** Whether exactly this process, not only its pid, still lives. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startToken === identity.startToken;
}

/** The command line of the process `pid`, its arguments separated by spaces; empty where it can't be read. */
export function commandLineOf(pid: number): string {
  if (process.platform !== 'linux') return psField(pid, 'command=') ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

// proc_pid_stat(5): the command stands in parentheses and may hold any character; state is field 3, start time field 22.
function linuxStartToken(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function psField(pid: number, field: string): string | undefined {
  try {
    const output = execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
    return output.trim() === '' ? undefined : output.trim();
  } catch {
    return undefined;
  }
}
