import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes asked of the file at once; rsigma's reader asks for as many. */
const chunkBytes = 1 << 20;
const newline = 10;

/**
 * Calls `onLine` with every line that is not empty, without its end. The buffer is a view that holds only during the
 * call. Reading belongs to every timed pass, since a peer on standard input reads its lines too; the file is in the
 * page cache by then. A line may be of any length.
 */
export function readLines(path: string, onLine: (line: Buffer) => void): void {
  const file = openSync(path, 'r');
  try {
    let buffer = Buffer.allocUnsafe(2 * chunkBytes);
    let filled = 0;
    for (;;) {
      if (buffer.length - filled < chunkBytes) buffer = Buffer.concat([buffer], 2 * buffer.length);
      const count = readSync(file, buffer, filled, chunkBytes, null);
      if (count === 0) break;
      const end = filled + count;
      filled = moveRest(buffer, splitLines(buffer, end, onLine), end);
    }
    if (filled > 0) onLine(buffer.subarray(0, filled));
  } finally {
    closeSync(file);
  }
}

/** Answers where the first line without an end begins. */
function splitLines(buffer: Buffer, end: number, onLine: (line: Buffer) => void): number {
  let start = 0;
  for (;;) {
    const at = buffer.indexOf(newline, start);
    if (at === -1 || at >= end) return start;
    if (at > start) onLine(buffer.subarray(start, at));
    start = at + 1;
  }
}

function moveRest(buffer: Buffer, start: number, end: number): number {
  buffer.copyWithin(0, start, end);
  return end - start;
}
