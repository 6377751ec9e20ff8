import { expect, it } from 'vitest';
import type { LogSource } from '../log-sources/index.ts';
import type { Pipeline } from './pipeline.entity.ts';
import { checkPreviewEvents, createSeeEvents, type PipelineState } from './preview-events.ts';

const MEBI = 1024 * 1024;

function stateOf(version: number, script = ''): PipelineState {
  const logSource = { id: 'l', version, script, mapping: {} } as unknown as LogSource;
  const filter = { id: 'f', version: 1, name: 'f', text: 'detection: {s: {a: 1}, condition: s}' };
  return { pipeline: { filters: [filter] } as unknown as Pipeline, logSource };
}

it('tells which events filters take out, and the fields of the others', async () => {
  const see = createSeeEvents(['{"a":1,"b":1}', '{"c":{"d":1}}', 'no event']);
  expect(await see(stateOf(1))).toEqual({
    read: 2,
    filtered: 1,
    unparsed: 0,
    fields: new Set(['c', 'c.d']),
  });
});

it('reads events once for the same log source and filters, and for others so often as it may', async () => {
  const see = createSeeEvents(['x'.repeat(16 * MEBI)]);
  const answers = [];
  for (const version of [1, 1, 2, 3, 4, 5, 4]) answers.push((await see(stateOf(version)))?.read);
  expect(answers).toEqual([0, 0, 0, 0, 0, undefined, 0]);
});

it('refuses too many events, and too large ones', () => {
  expect(() => {
    checkPreviewEvents(Array<string>(100).fill('{}'));
  }).not.toThrow();
  expect(() => {
    checkPreviewEvents(Array<string>(101).fill('{}'));
  }).toThrow('At most 100 events');
  expect(() => {
    checkPreviewEvents(['x'.repeat(16 * MEBI + 1)]);
  }).toThrow(/characters/);
});
