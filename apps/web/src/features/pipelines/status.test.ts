import { describe, expect, it } from 'vitest';
import type { PipelineStatus } from '../../graphql/generated/graphql.ts';
import { rollUp, worstFirst } from './status.ts';

describe('the order of pipelines', () => {
  it('puts the worst status first and sorts the rest by name', () => {
    const pipelines: readonly { name: string; status: PipelineStatus }[] = [
      { name: 'b 10', status: 'RUNNING' },
      { name: 'off', status: 'DISABLED' },
      { name: 'b 9', status: 'RUNNING' },
      { name: 'slow', status: 'LAGGING' },
      { name: 'new', status: 'WAITING' },
      { name: 'broken', status: 'FAILED' },
    ];
    const sorted = worstFirst(
      pipelines,
      (each) => each.status,
      (each) => each.name,
    );
    expect(sorted.map((each) => each.name)).toEqual(['broken', 'slow', 'new', 'b 9', 'b 10', 'off']);
  });
});

describe('the roll-up of statuses', () => {
  it('never lets a good status hide a bad one', () => {
    expect(rollUp(['RUNNING', 'FAILED', 'RUNNING'])).toEqual([
      { status: 'FAILED', count: 1 },
      { status: 'RUNNING', count: 2 },
    ]);
  });
  it('is empty for no pipelines', () => {
    expect(rollUp([])).toEqual([]);
  });
});
