import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { readLines } from './read-lines.ts';

test('gives the bytes of each line unchanged, across chunks, without the line feed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-lines-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const lines = [
    Buffer.from([0xff, 0xfe, 0x0d]),
    Buffer.alloc(0),
    Buffer.alloc(3 * 1024 * 1024, 'é'),
    Buffer.from('last'),
  ];
  const bytes = Buffer.concat(
    lines.flatMap((line, index) => (index === 0 ? [line] : [Buffer.from('\n'), line])),
  );
  for (const [name, content] of [
    ['a.ndjson', bytes],
    ['a.ndjson.gz', gzipSync(bytes)],
  ] as const) {
    const path = join(folder, name);
    await writeFile(path, content);
    const read: Buffer[] = [];
    for await (const batch of readLines(path)) read.push(...batch);
    expect(read.map((line) => line.length)).toEqual(lines.map((line) => line.length));
    expect(Buffer.concat(read).equals(Buffer.concat(lines))).toBe(true);
  }
});
