import { gzipSync } from 'node:zlib';
import { readRuleFiles } from '@sluice/archive';
import { expect, test } from 'vitest';
import { printTar } from './print-tar.ts';

test('a printed archive reads as the files that went in', async () => {
  const files = ['a', 'ü'.repeat(512), 'x'.repeat(512), ''].map((text, index) => ({
    path: `rules/windows/${index}.yml`,
    text,
  }));
  const bytes = gzipSync(Buffer.concat([...printTar(files, 'made')]));
  const read = [];
  for await (const file of readRuleFiles({ fileName: 'made.tar.gz', bytes })) read.push(file);
  expect(read).toEqual(files.map((file) => ({ ok: true, ...file })));
});
