import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { packTarGz, type TextFile } from './pack-tar-gz.ts';
import { readRuleFiles } from './read-rule-files.ts';

// eslint-disable-next-line @typescript-eslint/require-await -- files are read from somewhere as a rule
async function* each(files: readonly TextFile[]): AsyncGenerator<TextFile> {
  yield* files;
}

const NOW = new Date('2026-01-02T03:04:05Z');
const FILES: readonly TextFile[] = [
  { path: 'a.yml', text: 'title: a\r\n\n' },
  { path: 'empty.yml', text: '' },
  { path: `${'long/'.repeat(80)}b.yml`, text: 'title: b' },
  { path: 'umlaut/ä ö.yml', text: 'title: "ä\u{1f600}"\n' },
];

test('what is packed is read again as it was', async () => {
  const bytes = await buffer(packTarGz(each(FILES), NOW));
  const read: TextFile[] = [];
  for await (const file of readRuleFiles({ fileName: 'x.tar.gz', bytes }))
    if (file.ok) read.push({ path: file.path, text: file.text });
  expect(read).toEqual(FILES);
});

test('tar unpacks it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-pack-'));
  try {
    await writeFile(join(folder, 'x.tar.gz'), await buffer(packTarGz(each(FILES), NOW)));
    execFileSync('tar', ['-xzf', 'x.tar.gz'], { cwd: folder });
    for (const { path, text } of FILES) expect(await readFile(join(folder, path), 'utf8')).toBe(text);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('files are read no faster than the archive is', async () => {
  let read = 0;
  async function* many(): AsyncGenerator<TextFile> {
    for (; read < 10_000; read += 1) {
      // Nothing that packs well.
      const text = Array.from({ length: 500 }, (_, index) => Math.sin(index + read)).join();
      yield await Promise.resolve({ path: `${read}.yml`, text });
    }
  }
  const packed = packTarGz(many(), NOW);
  await new Promise((resolve) => packed.once('readable', resolve));
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(read).toBeLessThan(1_000);
  packed.destroy();
});

test('ends with what the files end with', async () => {
  async function* broken(): AsyncGenerator<TextFile> {
    yield await Promise.resolve({ path: 'a.yml', text: '' });
    throw new Error('no more');
  }
  await expect(buffer(packTarGz(broken(), NOW))).rejects.toThrow('no more');
});

test('lets the files go where nobody reads on', async () => {
  const over = Promise.withResolvers<void>();
  async function* endless(): AsyncGenerator<TextFile> {
    try {
      for (let count = 0; ; count += 1)
        yield await Promise.resolve({ path: `${count}.yml`, text: 'x'.repeat(10_000) });
    } finally {
      over.resolve();
    }
  }
  const packed = packTarGz(endless(), NOW);
  await new Promise((resolve) => packed.once('readable', resolve));
  packed.destroy();
  await over.promise;
});
