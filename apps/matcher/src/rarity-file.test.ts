import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@sluice/runtime';
import { compileRules } from '@sluice/sigma';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRarityFile } from './rarity-file.ts';

describe('the file of what was learned', () => {
  let folder = '';
  const log = createLogger('test', 'silent');
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-rarity-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('gives back what was written, and leaves nothing else', async () => {
    const ruleSet = compileRules([]);
    const event = Buffer.from('{"A":"some text"}');
    for (let count = 0; count < 1000; count += 1) ruleSet.matchBytes(event);
    const rarity = ruleSet.rarity();
    expect(rarity?.events).toBeGreaterThan(0);
    const file = createRarityFile(join(folder, 'rarity.json'), log);
    await file.write(rarity);
    expect(await file.read()).toEqual(rarity);
    expect(await readdir(folder)).toEqual(['rarity.json']);
    expect(compileRules([], { rarity: await file.read() }).rarity()).toEqual(rarity);
  });

  test('is nothing where it is missing or damaged', async () => {
    const path = join(folder, 'damaged.json');
    expect(await createRarityFile(path, log).read()).toBeUndefined();
    await writeFile(path, '{"version":1');
    expect(await createRarityFile(path, log).read()).toBeUndefined();
    expect(await createRarityFile(undefined, log).read()).toBeUndefined();
    expect(() => compileRules([], { rarity: 5 as never }).rarity()).not.toThrow();
  });
});
