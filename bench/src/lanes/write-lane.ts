import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Lane } from './lane.ts';
import { makeLines } from './make-lines.ts';

/** Lines handed on together. */
const blockLines = 1000;

/** Writes `count` events of the lane as NDJSON, packed if the path ends in `.gz`. */
export async function writeLane(
  lane: Lane,
  { count, seed, path }: { readonly count: number; readonly seed: number; readonly path: string },
): Promise<void> {
  const blocks = Readable.from(blocksOf(makeLines(lane, count, seed)));
  const out = createWriteStream(path);
  if (path.endsWith('.gz')) await pipeline(blocks, createGzip(), out);
  else await pipeline(blocks, out);
}

function* blocksOf(lines: Iterable<string>): Generator<string> {
  let block: string[] = [];
  for (const line of lines) {
    block.push(line);
    if (block.length < blockLines) continue;
    yield `${block.join('\n')}\n`;
    block = [];
  }
  if (block.length > 0) yield `${block.join('\n')}\n`;
}
