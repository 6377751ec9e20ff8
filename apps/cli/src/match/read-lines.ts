import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { EventInputError } from './event-input-error.ts';

const newline = 0x0a;

/**
 * Lines of a file (gzipped if its name ends in `.gz`) or of standard input, as their bytes, in batches: a promise per
 * line would cost more than matching it. Memory holds one chunk and the longest line.
 */
export async function* readLines(path: string | undefined): AsyncGenerator<readonly Buffer[]> {
  let rest: Buffer[] = [];
  try {
    for await (const chunk of openInput(path)) {
      const { lines, tail } = split(chunk as Buffer, rest);
      rest = tail;
      if (lines.length > 0) yield lines;
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EventInputError(`the events can't be read: ${reason}`, { cause });
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield [last];
}

function openInput(path: string | undefined): Readable {
  if (path === undefined) return process.stdin;
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  if (!path.endsWith('.gz')) return file;
  const unzipped = createGunzip({ chunkSize: 256 * 1024 });
  file.on('error', (error) => unzipped.destroy(error));
  return file.pipe(unzipped);
}

function split(chunk: Buffer, rest: readonly Buffer[]): { lines: readonly Buffer[]; tail: Buffer[] } {
  const lines: Buffer[] = [];
  let start = 0;
  let head = rest;
  for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
    const line = chunk.subarray(start, end);
    lines.push(head.length === 0 ? line : Buffer.concat([...head, line]));
    head = [];
    start = end + 1;
  }
  return { lines, tail: start < chunk.length ? [...head, chunk.subarray(start)] : [...head] };
}
