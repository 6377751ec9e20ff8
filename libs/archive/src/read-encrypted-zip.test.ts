import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readRuleFiles } from './read-rule-files.ts';
import type { RuleFile } from './rule-file.ts';

const PASSWORD = 'pässword 1';

/** Made by other programs, each with a short file and one that is packed well: ZipCrypto by Info-ZIP's zip 3.0, AES by pyzipper 0.3. */
const archives = ['zipcrypto.zip', 'aes-128.zip', 'aes-256.zip'];

async function read(fileName: string, bytes: Uint8Array, password?: string): Promise<readonly RuleFile[]> {
  const files: RuleFile[] = [];
  const options = password === undefined ? {} : { password };
  for await (const file of readRuleFiles({ fileName, bytes }, options)) files.push(file);
  return files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

function bytesOf(name: string): Buffer {
  return readFileSync(new URL(`testing/${name}`, import.meta.url));
}

test.each(archives)('%s is read by its password', async (name) => {
  const long = `title: b\ndescription: ${'long and well packed '.repeat(40)}\n`;
  expect(await read(name, bytesOf(name), PASSWORD)).toEqual([
    { ok: true, path: 'rules/a.yml', text: 'title: a\n' },
    { ok: true, path: 'rules/windows/b.yml', text: long },
  ]);
});

test.each(archives)('%s is refused without its password, and by a wrong one', async (name) => {
  await expect(read(name, bytesOf(name))).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
  await expect(read(name, bytesOf(name), '')).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
  for (let guess = 0; guess < 300; guess += 1)
    await expect(read(name, bytesOf(name), `guess ${guess}`)).rejects.toMatchObject({
      code: 'PASSWORD_WRONG',
    });
});

test.each(archives)('%s is refused where a byte of a file is another', async (name) => {
  const bytes = bytesOf(name);
  const header = bytes.lastIndexOf('PK\x03\x04');
  const data = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  // Behind the salt and what tells a wrong password early.
  bytes.writeUInt8(bytes.readUInt8(data + 20) ^ 1, data + 20);
  await expect(read(name, bytes, PASSWORD)).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
});

test.each(archives)('%s is refused where a file is longer than it says', async (name) => {
  const bytes = bytesOf(name);
  for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4))
    bytes.writeUInt32LE(5, at + 24);
  const code: unknown = expect.stringMatching(/^(PASSWORD_WRONG|ARCHIVE_BROKEN)$/);
  await expect(read(name, bytes, PASSWORD)).rejects.toMatchObject({ code });
});

test('a password is not asked for where nothing is encrypted', async () => {
  const files = await read('a.yml', Buffer.from('title: a'), PASSWORD);
  expect(files).toEqual([{ ok: true, path: 'a.yml', text: 'title: a' }]);
});
