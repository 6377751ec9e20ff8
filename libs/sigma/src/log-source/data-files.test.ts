import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import recognition from '../../data/recognition.json' with { type: 'json' };
import { knownLogSources, untoldLogSources } from './known-log-sources.ts';
import { readLogSource } from './source-lists.ts';
import { knownCategories } from './taxonomy.ts';

const folder = join(import.meta.dirname, '../../data');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(join(folder, name)).toString('utf8')) as Readonly<Record<string, unknown>>;

describe('each data file', () => {
  test.each(files)('%s says what it holds and where that is from', (name) => {
    const { about, sources } = read(name);
    expect(about).toMatch(/^[A-Z].{40,}\.$/);
    expect(
      Array.isArray(sources) && sources.length > 0 && sources.every((it) => typeof it === 'string'),
    ).toBe(true);
  });

  test('keys by which windows.json is looked up are in lower case', () => {
    const { channels, providers, otherProducts, sysmonRegistry, events } = read('windows.json');
    for (const key of [channels, providers, otherProducts, sysmonRegistry, events].flatMap((it) =>
      Object.keys(it as object),
    ))
      expect(key).toBe(key.toLowerCase());
  });
});

describe('recognition.json', () => {
  test.each(recognition.entries.map((entry) => [entry.id, entry] as const))(
    '%s is well formed',
    (_, entry) => {
      const { fields, by, sources = [] } = entry;
      expect(Object.keys(fields).length).toBeGreaterThan(0);
      const lists = [sources, ...Object.values(by?.values ?? {})];
      expect(lists.flat().length).toBeGreaterThan(0);
      for (const text of lists.flat()) expect(text).toMatch(/^[a-z\d_]*\/[a-z_]*\/[a-z\d_.-]*$/);
      for (const value of Object.keys(by?.values ?? {})) expect(value).toBe(value.toLowerCase());
      for (const test of Object.values(fields)) {
        if (test === true) continue;
        const texts = Array.isArray(test)
          ? (test as string[])
          : Object.values(test as Record<string, string>);
        for (const text of texts) expect(text).toBe(text.toLowerCase());
      }
    },
  );

  test('names each entry once', () => {
    const ids = recognition.entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the known log sources', () => {
  test('have categories of the taxonomy, and are listed once', () => {
    for (const { category } of knownLogSources)
      if (category !== undefined) expect(knownCategories.has(category), category).toBe(true);
    expect(new Set(knownLogSources.map((it) => JSON.stringify(it))).size).toBe(knownLogSources.length);
  });

  test('hold none that is listed as untold', () => {
    const known = new Set(knownLogSources.map((it) => JSON.stringify(it)));
    for (const { logSource } of untoldLogSources) expect(known.has(JSON.stringify(logSource))).toBe(false);
  });

  test('are read part by part', () => {
    expect(readLogSource('aws//cloudtrail')).toEqual({ product: 'aws', service: 'cloudtrail' });
    expect(readLogSource('/proxy/')).toEqual({ category: 'proxy' });
  });
});
