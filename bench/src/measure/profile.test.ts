import { expect, test } from 'vitest';
import { hottestOf } from './profile.ts';

function node(functionName: string, lineNumber: number, hitCount: number) {
  const callFrame = {
    functionName,
    scriptId: '1',
    url: 'file:///a/b/engine/match.ts',
    lineNumber,
    columnNumber: 0,
  };
  return { id: 1, callFrame, hitCount };
}

test('calls of one function from several places count together, the hottest first', () => {
  const nodes = [node('cold', 9, 1), node('hot', 0, 2), node('hot', 0, 5), node('', 4, 2)];
  expect(hottestOf({ nodes })).toEqual([
    { name: 'hot', place: 'engine/match.ts:1', share: 0.7 },
    { name: '(anonymous)', place: 'engine/match.ts:5', share: 0.2 },
    { name: 'cold', place: 'engine/match.ts:10', share: 0.1 },
  ]);
});

test('a profile without samples has no shares', () => {
  expect(hottestOf({ nodes: [node('idle', 0, 0)] })).toEqual([
    { name: 'idle', place: 'engine/match.ts:1', share: 0 },
  ]);
});
