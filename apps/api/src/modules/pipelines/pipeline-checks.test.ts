import { describe, expect, it } from 'vitest';
import { checkNoLoop, checkPipelineShape } from './pipeline-checks.ts';

const pipeline = (name: string, sourceTopics: string[], destinationTopic: string) => ({
  id: name,
  name,
  sourceTopics,
  destinationTopic,
});

describe('a loop is refused', () => {
  it.each([
    ['directly', pipeline('a', ['x'], 'x'), []],
    ['through another pipeline', pipeline('a', ['x'], 'y'), [pipeline('b', ['y'], 'x')]],
    [
      'through several, and one of several sources',
      pipeline('a', ['w', 'x'], 'y'),
      [pipeline('b', ['q', 'y'], 'z'), pipeline('c', ['z'], 'x')],
    ],
  ])('%s', (_how, added, others) => {
    expect(() => {
      checkNoLoop(added, others);
    }).toThrow(/would read what it writes/);
  });

  it('with the way it takes', () => {
    expect(() => {
      checkNoLoop(pipeline('a', ['x'], 'y'), [pipeline('b', ['y'], 'x')]);
    }).toThrow('topic "x", through "a" → "b"');
  });
});

it('a chain, a fan-out and a loop of others are let through', () => {
  const others = [
    pipeline('b', ['y'], 'z'),
    pipeline('c', ['y'], 'z'),
    pipeline('d', ['l'], 'm'),
    pipeline('e', ['m'], 'l'),
  ];
  expect(() => {
    checkNoLoop(pipeline('a', ['x'], 'y'), others);
  }).not.toThrow();
});

it.each([
  ['no name', pipeline(' ', ['x'], 'y'), /name has 1 to/],
  ['no source', pipeline('a', [], 'y'), /reads 1 to/],
  ['a source twice', pipeline('a', ['x', 'x'], 'y'), /named twice/],
  ["Sluice's own topic as source", pipeline('a', ['sluice.config'], 'y'), /"sluice.config" is reserved/],
  ["Kafka's own topic as destination", pipeline('a', ['x'], '__consumer_offsets'), /is reserved/],
])('%s is refused', (_what, shape, message) => {
  expect(() => {
    checkPipelineShape(shape, 'sluice');
  }).toThrow(message);
});
