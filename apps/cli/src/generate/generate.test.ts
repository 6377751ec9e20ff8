import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRules, parseRule, toEvent } from '@sluice/sigma';
import { createRandomNumbers } from '@sluice/sigma/synthesize';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadPool } from './load-pool.ts';
import { makeEvent, pick, type EventPool, type MadeEvent } from './make-event.ts';
import { createPace } from './pace.ts';

const demoRules = join(import.meta.dirname, '../../../../examples/demo-rules');
const now = Date.UTC(2026, 2, 2, 9, 31, 12);

describe('events made from the demo rules', () => {
  let pool: EventPool;
  let isMatched: (event: Readonly<Record<string, unknown>>) => boolean;
  beforeAll(async () => {
    pool = await loadPool(demoRules);
    const names = (await readdir(demoRules)).filter((name) => name.endsWith('.yml'));
    const texts = await Promise.all(names.map((name) => readFile(join(demoRules, name), 'utf8')));
    const rules = compileRules(
      texts.map((text) => parseRule(text)).flatMap((parsed) => (parsed.ok ? [parsed.value] : [])),
    );
    isMatched = (event) => rules.match(toEvent(event)).rules.length > 0;
  });

  const make = (seed: number, count: number, attackShare: number): MadeEvent[] => {
    const random = createRandomNumbers(seed);
    return Array.from({ length: count }, () => makeEvent(pool, random, attackShare, now));
  };

  test('are the same for the same seed, and others for another', () => {
    expect(make(7, 200, 0.1)).toEqual(make(7, 200, 0.1));
    expect(make(7, 200, 0.1)).not.toEqual(make(8, 200, 0.1));
  });

  test.each([0, 0.03, 0.5, 1])('are attacks in the share that was asked for: %d', (share) => {
    const attacks = make(1, 5_000, share).filter(({ event }) => isMatched(event)).length;
    expect(attacks / 5_000).toBeCloseTo(share, 1.5);
  });

  test('come from a pool in which every attack matches a rule and nothing harmless does', () => {
    expect(pool.attacks.every(isMatched)).toBe(true);
    expect(pool.harmless.some(isMatched)).toBe(false);
    expect(pool.harmless.length).toBeGreaterThan(10);
  });

  test('happen now, on the machine that is their key', () => {
    for (const { key, event } of make(3, 500, 0.5)) {
      if (typeof event['Computer'] === 'string') expect(event['Computer']).toBe(key);
      if (typeof event['UtcTime'] === 'string') expect(event['UtcTime']).toBe('2026-03-02 09:31:12.000');
      if (typeof event['eventTime'] === 'string') expect(event['eventTime']).toBe('2026-03-02T09:31:12.000Z');
    }
  });
});

test('a folder without examples, or with a broken one, is refused with a sentence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-pool-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await expect(loadPool(folder)).rejects.toThrow(/holds no examples/);
  await writeFile(join(folder, 'a.events.json'), '{"match":');
  await expect(loadPool(folder)).rejects.toThrow(/a\.events\.json is no example/);
});

test('random numbers lie from 0 to 1 and spread evenly over what is picked', () => {
  const random = createRandomNumbers(42);
  const counts = new Map<string, number>();
  for (let index = 0; index < 9_000; index++) {
    const picked = pick(random, ['a', 'b', 'c']);
    counts.set(picked, (counts.get(picked) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['a', 'b', 'c']);
  for (const count of counts.values()) expect(count).toBeCloseTo(3_000, -3);
});

describe('the pace', () => {
  test('is steady, and keeps fractions', () => {
    const due = createPace(5, 0);
    const counts = Array.from({ length: 20 }, (_, tick) => due((tick + 1) * 100));
    expect(counts.reduce((a, b) => a + b, 0)).toBe(10);
    expect(Math.max(...counts)).toBe(1);
  });

  test('makes up for at most one second after a pause', () => {
    const due = createPace(50, 0);
    expect(due(60_000)).toBe(50);
    expect(due(60_100)).toBe(5);
  });

  test('comes to single events below one a second', () => {
    const due = createPace(0.5, 0);
    expect([1_000, 2_000, 3_000, 4_000].map(due)).toEqual([0, 1, 0, 1]);
  });
});
