import { parseEvent, resolveLogSources } from '@sluice/sigma';
import { describe, expect, test } from 'vitest';
import { findLanes, lanes } from './find-lanes.ts';
import { makeLines } from './make-lines.ts';

const count = 10_000;

describe.each(lanes.map((lane) => [lane.name, lane] as const))('the lane %s', (_, lane) => {
  const lines = [...makeLines(lane, count, 1)];

  test('has the same events for the same seed, and other ones for another', () => {
    expect([...makeLines(lane, 50, 1)]).toEqual(lines.slice(0, 50));
    expect([...makeLines(lane, 50, 2)]).not.toEqual(lines.slice(0, 50));
  });

  test('has ten thousand distinct events', () => {
    expect(new Set(lines).size).toBe(count);
  });

  test('has events of the stated size', () => {
    const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
    expect(Math.abs(bytes / count / lane.meanBytes - 1)).toBeLessThan(0.1);
  });

  test('says its log source in full, so that every engine routes alike', () => {
    for (const line of lines.slice(0, 200)) {
      const parsed = parseEvent(line);
      if (!parsed.ok) throw new Error(parsed.message);
      const { product, category, service } = parsed.event.root;
      expect(resolveLogSources(parsed.event)).toEqual([{ product, category, service }]);
    }
  });
});

test('a lane is found by its name', () => {
  expect(findLanes('raw-blob').map(({ name }) => name)).toEqual(['raw-blob']);
  expect(findLanes('all')).toBe(lanes);
  expect(() => findLanes('fast')).toThrow(/there is no lane "fast", only sysmon-process, .* and all/);
});
