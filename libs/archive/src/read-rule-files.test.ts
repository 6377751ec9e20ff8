import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RuleSource } from './open-source.ts';
import { readRuleFiles } from './read-rule-files.ts';
import type { ReadOptions } from './read-rule-files.ts';
import type { RuleFile } from './rule-file.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

async function tarGz(files: Files): Promise<Uint8Array> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, Buffer.from(content));
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) chunks.push(chunk as Uint8Array);
  return gzipSync(Buffer.concat(chunks));
}

/** A zip by hand: there is no writer among the dependencies, and hostile ones must be possible. */
function zip(files: Files): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const raw = Buffer.from(content);
    const data = deflateRawSync(raw);
    const bytes = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(raw.length, 18);
    fields.writeUInt16LE(bytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, bytes, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, tail, bytes]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(centrals.length, 4);
  end.writeUInt16LE(centrals.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}

async function read(source: RuleSource, options?: ReadOptions): Promise<readonly RuleFile[]> {
  const files: RuleFile[] = [];
  for await (const file of readRuleFiles(source, options)) files.push(file);
  return files;
}

async function pathsOf(source: RuleSource, options?: ReadOptions): Promise<readonly string[]> {
  return (await read(source, options)).map(({ path }) => path);
}

const repository: Files = {
  'sigma-1a2b3c/README.md': '# Rules',
  'sigma-1a2b3c/rules/a.yml': 'title: a',
  'sigma-1a2b3c/rules/windows/b.YAML': 'title: b',
  'sigma-1a2b3c/rules-threat-hunting/c.yml': 'title: c',
  'sigma-1a2b3c/deprecated/d.yml': 'title: d',
  'sigma-1a2b3c/tests/e.json': '{}',
};

const writers = [
  ['.tar.gz', tarGz],
  ['.zip', (files: Files) => Promise.resolve(zip(files))],
] as const;

describe.each(writers)('an archive %s', (extension, write) => {
  const source = async (files: Files): Promise<RuleSource> => ({
    fileName: `rules${extension}`,
    bytes: await write(files),
  });

  test("gives the YAML files of SigmaHQ's folders, without the folder around all", async () => {
    expect(await read(await source(repository))).toEqual([
      { ok: true, path: 'rules/a.yml', text: 'title: a' },
      { ok: true, path: 'rules/windows/b.YAML', text: 'title: b' },
      { ok: true, path: 'rules-threat-hunting/c.yml', text: 'title: c' },
    ]);
  });

  test('gives the folders that are asked for, and says which is missing', async () => {
    expect(await pathsOf(await source(repository), { folders: ['deprecated'] })).toEqual([
      'deprecated/d.yml',
    ]);
    const missing = pathsOf(await source(repository), { folders: ['deprecated', 'nowhere'] });
    await expect(missing).rejects.toMatchObject({ code: 'FOLDER_NOT_FOUND' });
  });

  test('gives everything where there are no such folders', async () => {
    expect(await pathsOf(await source({ 'x.yml': '', 'y/z.yml': '' }))).toEqual(['x.yml', 'y/z.yml']);
  });

  test('keeps a folder of rules that is alone at the top', async () => {
    expect(await pathsOf(await source({ 'rules/a.yml': '' }))).toEqual(['rules/a.yml']);
  });

  test('gives files with long names, and empty ones', async () => {
    const name = `${'very-long-name-'.repeat(20)}é.yml`;
    expect(await read(await source({ [name]: 'title: a', 'b.yml': '' }))).toEqual([
      { ok: true, path: name, text: 'title: a' },
      { ok: true, path: 'b.yml', text: '' },
    ]);
  });

  test('cannot name a place outside', async () => {
    const files = { '../../etc/a.yml': '', '/root/b.yml': '', 'ok/c.yml': '' };
    expect(await pathsOf(await source(files))).toEqual(['etc/a.yml', 'root/b.yml', 'ok/c.yml']);
  });

  test('names the single files that are too large or not text, and gives the rest', async () => {
    const files = { 'x/a.yml': Uint8Array.of(0xff), 'x/b.yml': 'b'.repeat(11), 'y/c.yml': 'ok' };
    const result = await read(await source(files), { limits: { maxFileBytes: 10 } });
    expect(result.map((file) => (file.ok ? file.text : file.code))).toEqual([
      'FILE_NOT_UTF8',
      'FILE_TOO_LARGE',
      'ok',
    ]);
  });

  test('is refused when it unpacks to too much, or has too many entries, or is broken', async () => {
    const bomb = await source({ 'a.yml': 'a'.repeat(100_000), 'b.yml': 'b'.repeat(100_000) });
    await expect(read(bomb, { limits: { maxTotalBytes: 150_000 } })).rejects.toMatchObject({
      code: 'ARCHIVE_TOO_LARGE',
    });
    await expect(read(bomb, { limits: { maxEntries: 1 } })).rejects.toMatchObject({
      code: 'ARCHIVE_TOO_MANY_ENTRIES',
    });
    const whole = await write(repository);
    for (const bytes of [whole.subarray(0, whole.length - 40), Buffer.from('no archive'), Buffer.alloc(0)]) {
      await expect(read({ fileName: `x${extension}`, bytes })).rejects.toMatchObject({
        code: 'ARCHIVE_BROKEN',
      });
    }
  });
});

describe('a hostile zip archive', () => {
  const large = Array.from({ length: 2_000 }, (_, n) => `key${n}: ${n * n}\n`).join('');

  test.each<readonly [what: string, announced: number, content: string]>([
    ['more', 3, 'abcd'],
    ['less', 5, 'abcd'],
    ['a bomb', 3, 'a'.repeat(1_000_000)],
  ])('is broken where it unpacks to %s than it says', async (_, announced, content) => {
    const bytes = Buffer.from(zip({ 'a.yml': content }));
    bytes.writeUInt32LE(announced, bytes.indexOf('PK\x01\x02') + 24);
    await expect(read({ fileName: 'x.zip', bytes })).rejects.toMatchObject({ code: 'ARCHIVE_BROKEN' });
  });

  test('is broken where files share their bytes, which would be unpacked for each', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`${n + 10}.yml`, n === 0 ? large : '']),
    );
    const bytes = Buffer.from(zip(files));
    const first = bytes.indexOf('PK\x01\x02');
    for (let at = first; at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1)) {
      // Sizes, and where the file stands.
      bytes.copy(bytes, at + 16, first + 16, first + 28);
      bytes.writeUInt32LE(0, at + 42);
    }
    await expect(read({ fileName: 'x.zip', bytes })).rejects.toMatchObject({
      code: 'ARCHIVE_BROKEN',
      message: 'files of the archive share their bytes',
    });
  });
});

describe('a hostile tar archive', () => {
  const tarFrom = async (change: (tar: Buffer) => Buffer): Promise<RuleSource> => {
    const tar = gunzipSync(await tarGz({ 'a.yml': 'title: a', 'b.yml': 'title: b' }));
    return { fileName: 'x.tgz', bytes: gzipSync(change(tar)) };
  };

  test.each<readonly [what: string, change: (tar: Buffer) => Buffer]>([
    ['ends inside a file', (tar) => tar.subarray(0, 515)],
    ['ends inside what fills up a file', (tar) => tar.subarray(0, 600)],
    ['has a header that is none', (tar) => Buffer.concat([tar.subarray(0, 1024), Buffer.alloc(512, 'x')])],
  ])('is broken where it %s', async (_, change) => {
    await expect(read(await tarFrom(change))).rejects.toMatchObject({ code: 'ARCHIVE_BROKEN' });
  });

  test('is broken where its checksum is, though all files could be read', async () => {
    // So much comes after the last file that it is not unpacked together with it.
    const source = await tarFrom((tar) => Buffer.concat([tar, Buffer.alloc(4 * 1024 * 1024)]));
    const bytes = 'bytes' in source ? Buffer.from(source.bytes) : Buffer.alloc(0);
    bytes.writeUInt32LE(1, bytes.length - 8);
    await expect(read({ fileName: 'x.tgz', bytes })).rejects.toMatchObject({ code: 'ARCHIVE_BROKEN' });
  });

  test('may leave out the empty blocks at its end', async () => {
    expect(await pathsOf(await tarFrom((tar) => tar.subarray(0, 2048)))).toEqual(['a.yml', 'b.yml']);
  });
});

describe('a folder or file', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'sluice-archive-'));
    await mkdir(join(root, 'rules/.git'), { recursive: true });
    await writeFile(join(root, 'rules/b.yml'), 'b');
    await writeFile(join(root, 'rules/a.yaml'), 'a');
    await writeFile(join(root, 'rules/.git/c.yml'), 'c');
    await writeFile(join(root, 'other.yml'), 'other');
    await writeFile(join(root, 'r.tgz'), await tarGz(repository));
    await writeFile(join(root, 'r.zip'), zip(repository));
    await symlink('/etc', join(root, 'rules/link'));
  });
  afterAll(() => rm(root, { recursive: true }));

  test('gives the YAML files below it, in order, not through links or in hidden folders', async () => {
    expect(await pathsOf({ path: root })).toEqual(['rules/a.yaml', 'rules/b.yml']);
    expect(await pathsOf({ path: join(root, 'rules') })).toEqual(['a.yaml', 'b.yml']);
  });

  test('may be an archive or one YAML file', async () => {
    expect(await pathsOf({ path: join(root, 'r.tgz') })).toHaveLength(3);
    expect(await pathsOf({ path: join(root, 'r.zip') })).toHaveLength(3);
    expect(await pathsOf({ path: join(root, 'other.yml') })).toEqual(['other.yml']);
    expect(await pathsOf({ fileName: 'up/load.yml', bytes: Buffer.from('x') })).toEqual(['up/load.yml']);
  });

  test('is refused by name when it is not there or of another kind', async () => {
    await expect(read({ path: join(root, 'nowhere') })).rejects.toMatchObject({ code: 'SOURCE_NOT_FOUND' });
    await expect(read({ fileName: 'rules.rar', bytes: Buffer.alloc(1) })).rejects.toMatchObject({
      code: 'SOURCE_UNKNOWN_FORMAT',
    });
  });
});
