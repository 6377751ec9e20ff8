import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { readDocumentFolder, writeDocumentFolder } from './document-folder.ts';

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-document-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

it('files of a folder make one document, in the order of their paths', async () => {
  const folder = await folderOf({
    'b.yml': 'version: 1\nfilters: [{name: B}]\npipelines: []\n',
    'a/x.yaml': 'version: 1\nfilters: [{name: A}]\nsettings: {x: 1}\n',
    'README.md': 'nothing of it',
  });
  expect(parse(await readDocumentFolder(folder))).toEqual({
    ...{ version: 1, filters: [{ name: 'A' }, { name: 'B' }], settings: { x: 1 }, pipelines: [] },
  });
});

it('a document is written as a folder and is the same when it is read', async () => {
  const document = {
    version: 1,
    repositories: [{ name: 'R', git: { url: 'https://example.org/r', folders: ['a', 'b'] } }],
    filters: [{ name: 'F', text: 'detection:\n  a: {b: c}\n' }],
    pipelines: [],
  };
  const folder = join(await folderOf({}), 'new');
  await writeDocumentFolder(folder, JSON.stringify(document));
  expect((await readdir(folder)).toSorted()).toEqual(['filters.yml', 'pipelines.yml', 'repositories.yml']);
  expect(await readFile(join(folder, 'filters.yml'), 'utf8')).toMatch(/^version: 1\nfilters:\n/);
  expect(parse(await readDocumentFolder(folder))).toEqual(document);
});

it('settings of an earlier export do not outlive a document that has none', async () => {
  const folder = await folderOf({ 'README.md': 'mine', 'more.yml': 'version: 1\nfilters: []\n' });
  await writeDocumentFolder(folder, 'version: 1\nsettings: {auditRetentionDays: 7}\nfilters: []\n');
  expect(await readdir(folder)).toContain('settings.yml');
  await writeDocumentFolder(folder, 'version: 1\nfilters: []\n');
  expect((await readdir(folder)).toSorted()).toEqual(['README.md', 'filters.yml', 'more.yml']);
});

it.each([
  [
    { 'a.yml': 'version: 1\nsettings: {x: 1}', 'b.yml': 'version: 1\nsettings: {y: 1}' },
    /b\.yml: "settings"/,
  ],
  [{ 'a.yml': 'version: 1\nfilters: ["' }, /a\.yml: .*line 2/],
  [{ 'a.yml': 'filters: []' }, /a\.yml: it begins with/],
  [{ 'a.yml': '- x' }, /a\.yml: it begins with/],
  [{ 'a.txt': '' }, /no YAML files/],
])('%j is refused', async (files, message) => {
  await expect(readDocumentFolder(await folderOf(files))).rejects.toThrow(message);
});
