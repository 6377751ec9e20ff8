import { expect, it } from 'vitest';
import { checkPosition } from './positions.ts';

it.each([
  [
    'a gap left by compaction is no loss',
    { due: 10n, isPlaced: false, first: 15n, low: 0n, high: 20n },
    { kind: 'in order' },
  ],
  [
    'records dropped by retention are lost',
    { due: 10n, isPlaced: false, first: 15n, low: 15n, high: 20n },
    { kind: 'lost', from: 10n, to: 15n },
  ],
  [
    'a topic made anew has lost what was due',
    { due: 100n, isPlaced: false, first: 0n, low: 0n, high: 5n },
    { kind: 'lost', from: 100n, to: 0n },
  ],
  [
    'a batch before the start is skipped',
    { due: 10n, isPlaced: false, first: 0n, low: 0n, high: 20n },
    { kind: 'ahead', offset: 10n },
  ],
  [
    'going back after reading began is a topic made anew, however far it has grown',
    { due: 100n, isPlaced: true, first: 0n, low: 0n, high: 500n },
    { kind: 'lost', from: 100n, to: 0n },
  ],
] as const)('%s', (_name, facts, expected) => {
  expect(checkPosition(facts)).toEqual(expected);
});
