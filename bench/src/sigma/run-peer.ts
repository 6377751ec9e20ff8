import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { invariant } from '@sluice/diagnostics';
import { BenchError } from '../bench-error.ts';
import { parsePeerOutput } from './parse-peer-output.ts';
import type { PeerFigures } from './parse-peer-output.ts';

/** Kept of a peer's standard error, from its end. */
const keptCharacters = 64 * 1024;

/** Runs the shell command with the file of events on its standard input. Throws a BenchError if it fails or says nothing. */
export async function runPeer(command: string, eventsPath: string): Promise<PeerFigures> {
  const input = openSync(eventsPath, 'r');
  try {
    const child = spawn('sh', ['-c', command], { stdio: [input, 'ignore', 'pipe'] });
    let said = '';
    invariant(child.stderr !== null, 'the peer was started with a pipe');
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-keptCharacters);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const figures = parsePeerOutput(said);
    if (code === 0 && figures !== undefined) return figures;
    const end = said.trimEnd().split('\n').slice(-3).join('\n  ');
    throw new BenchError(
      code === 0
        ? `the peer's last line on standard error is not "events=N matches=M secs=S":\n  ${end}`
        : `the peer ended with ${code}:\n  ${end}`,
    );
  } finally {
    closeSync(input);
  }
}
