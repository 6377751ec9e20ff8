import type { RuleFile } from '@sluice/archive';
import { expect, it } from 'vitest';
import { ruleText } from '../../testing/operations.ts';
import { parseFiles } from './parse-files.ts';
import { textHash } from './text-hash.ts';

function file(path: string, text: string): RuleFile {
  return { ok: true, path, text };
}

/** Whether a path and a text are those of a rule that was read before. */
function known(path: string, text: string, sigmaId: string) {
  return (asked: string, hash: string): string | undefined =>
    asked === path && hash === textHash(text) ? sigmaId : undefined;
}

it('a file that is as it was is not parsed again', async () => {
  const broken = 'detection: [';
  const { parsed, refused, same } = await parseFiles(
    [file('a.yml', broken), file('b.yml', broken), file('c.yml', ruleText('c', 'C'))],
    { findSame: known('a.yml', broken, 'a') },
  );
  expect([...same]).toEqual(['a']);
  expect(parsed.map(({ path }) => path)).toEqual(['c.yml']);
  // Elsewhere the same text is another file.
  expect(refused.map(({ path }) => path)).toEqual(['b.yml']);
});

it.each([
  [['new.yml', 'old.yml'], 'new.yml'],
  [['old.yml', 'new.yml'], 'old.yml'],
])('of the files %j with one id the first is taken, whether or not it is parsed', async (paths, taken) => {
  const texts = { 'old.yml': ruleText('one', 'Old'), 'new.yml': ruleText('one', 'New') };
  const files = paths.map((path) => file(path, texts[path as keyof typeof texts]));
  const findSame = known('old.yml', texts['old.yml'], 'one');
  const { parsed, refused, same } = await parseFiles(files, { findSame });
  expect([...same, ...parsed.map(({ path }) => path)]).toEqual(taken === 'old.yml' ? ['one'] : ['new.yml']);
  expect(refused).toMatchObject([
    {
      path: paths[1],
      diagnostics: [{ code: 'upload.duplicate-id', message: expect.stringContaining(taken) as never }],
    },
  ]);
});

it('tells how far it is, and ends where it is told to', async () => {
  const files = Array.from({ length: 100 }, (_, index) => file(`${index}.yml`, 'a: ['));
  const told: number[] = [];
  await parseFiles(files, { onTurn: (done) => void told.push(done) });
  expect(told).toEqual([0, 20, 40, 60, 80]);
  const end = (): never => {
    throw new Error('over');
  };
  await expect(parseFiles(files, { onTurn: end })).rejects.toThrow('over');
});
