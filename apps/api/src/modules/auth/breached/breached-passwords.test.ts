import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvError } from '@sluice/runtime';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBreachedPasswords, type BreachedPasswords } from './breached-passwords.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-breached-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function write(content: string | Buffer): Promise<string> {
  const path = join(folder, `${(files += 1)}.txt`);
  await writeFile(path, content);
  return path;
}

async function open(path: string): Promise<BreachedPasswords> {
  const breached = await openBreachedPasswords(path);
  onTestFinished(() => breached.close());
  return breached;
}

const sha1 = (password: string): string => createHash('sha1').update(password).digest('hex').toUpperCase();
const breachedAt = (n: number): string => `breached password ${n}`;
const sortedHashes = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => sha1(breachedAt(n))).toSorted();

describe('a file of hashes', () => {
  /** As it is published, and as others make it. */
  const forms: readonly (readonly [string, (lines: readonly string[]) => string])[] = [
    ['as it is published', (lines) => lines.map((hash, n) => `${hash}:${n * 7919}\r\n`).join('')],
    ['without counts, in small letters', (lines) => lines.map((hash) => `${hash.toLowerCase()}\n`).join('')],
    ['without an end to its last line', (lines) => lines.join('\n')],
    ['with an empty line at its end', (lines) => `${lines.join('\n')}\n\n`],
  ];
  it.each(forms)('%s holds each of its passwords, and no other', async (_, format) => {
    // Sizes about one block and two, where halving begins.
    for (const count of [1, 2, 73, 74, 75, 99, 100, 149, 150, 2_000]) {
      const breached = await open(await write(format(sortedHashes(count))));
      for (let n = 0; n < count; n += 1)
        expect(await breached.holds(breachedAt(n)), `${n} of ${count}`).toBe(true);
      for (let n = count; n < count + 50; n += 1) expect(await breached.holds(breachedAt(n))).toBe(false);
    }
  });

  it('is searched for a password as typed, in its other Unicode form, and in small letters', async () => {
    const hashes = ['caf\u00e9 au lait, deux', 'mitten planet oboe'].map(sha1).toSorted();
    const breached = await open(await write(hashes.join('\n')));
    for (const typed of ['cafe\u0301 au lait, deux', 'Mitten Planet OBOE'])
      expect(await breached.holds(typed)).toBe(true);
  });

  it('is never read whole', async () => {
    const lines = sortedHashes(200_000);
    const path = await write(lines.map((hash) => `${hash}:1\r\n`).join(''));
    const before = process.memoryUsage();
    const breached = await open(path);
    for (let n = 0; n < 100; n += 1) expect(await breached.holds(breachedAt(n * 1_999))).toBe(true);
    const { external, arrayBuffers } = process.memoryUsage();
    expect(external + arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(8_000_000);
  });
});

describe('a list of passwords', () => {
  it('holds them, but for those that are too short to be chosen', async () => {
    const list = ['short', 'mitten planet oboe', 'With Capitals 99', 'last line is long'];
    const breached = await open(await write(list.join('\r\n')));
    const asked = [...list, 'Mitten Planet Oboe', 'with capitals 99', 'another long one'];
    const held: boolean[] = [];
    for (const password of asked) held.push(await breached.holds(password));
    expect(held).toEqual([false, true, true, true, true, false, false]);
  });

  it('is one list, however it is cut into parts while it is read', async () => {
    const passwords = Array.from({ length: 20_000 }, (_, n) => breachedAt(n));
    const breached = await open(await write(passwords.join('\n')));
    for (let n = 0; n < passwords.length; n += 1) expect(await breached.holds(breachedAt(n))).toBe(true);
  });
});

const hashed = sortedHashes(5_000);
it.each<readonly [string, string | Buffer, string]>([
  ['empty', '\n\n', 'is empty'],
  ['packed', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'is no text. Unpack it first.'],
  ['of NTLM hashes', '0000A0E3B9F25FF6DE31E4B5D3BE1A7D:4\n0001C1D0A7C3E51F7D9B3C5F9A2D4E6B:1\n', 'not SHA-1'],
  ['a part of the corpus', `${'A'.repeat(35)}:4\n`, 'not SHA-1'],
  ['of two forms', `${hashed[0]}:1\nmitten planet oboe\n`, 'has both SHA-1 hashes and other lines'],
  ['sorted by count', [...hashed].toReversed().join('\n'), 'is not sorted by hash'],
  ['broken further on', `${hashed.join('\n')}\n${'?'.repeat(300_000)}`, 'has a line without a SHA-1 hash'],
  ['without lines', `mitten planet oboe\n${'x'.repeat(200_000)}`, 'one password a line'],
])('a file that is %s is refused with a sentence', async (_, content, sentence) => {
  const refused = await openBreachedPasswords(await write(content)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(EnvError);
  expect((refused as Error).message).toContain(sentence);
  expect((refused as Error).message).toMatch(/^BREACHED_PASSWORDS_FILE: /);
});

it.each([
  ['missing', () => join(folder, 'nowhere'), "can't be opened"],
  ['a folder', () => folder, 'is no file'],
])('a file that is %s is refused with a sentence', async (_, path, sentence) => {
  await expect(openBreachedPasswords(path())).rejects.toThrow(sentence);
});
