import { expect, it } from 'vitest';
import { pipelineStatus, type StatusFacts } from './pipeline-status.ts';

const healthy: StatusFacts = {
  enabled: true,
  workers: [{ state: 'RUNNING' }],
  hasLiveWorkers: true,
  lag: 10,
  eventsInPerSecond: 100,
};

it.each<[string, Partial<StatusFacts>, string]>([
  ['all is well', {}, 'RUNNING'],
  ['it is disabled', { enabled: false, workers: [] }, 'DISABLED'],
  ['no worker is alive', { workers: [], hasLiveWorkers: false }, 'WAITING'],
  ['no worker has it yet', { workers: [] }, 'WAITING'],
  ['its worker is only starting', { workers: [{ state: 'STARTING' }] }, 'WAITING'],
  ['one of two workers fails', { workers: [{ state: 'RUNNING' }, { state: 'FAILED' }] }, 'FAILED'],
  ['its destination refuses', { workers: [{ state: 'BLOCKED', reason: 'gone' }] }, 'FAILED'],
  ['it is more than ten seconds behind', { lag: 1_001 }, 'LAGGING'],
  ['a burst of less than ten seconds waits', { lag: 900 }, 'RUNNING'],
  ['nothing moves while events wait', { lag: 5_000, eventsInPerSecond: 0 }, 'LAGGING'],
  ['Kafka can not be asked for the lag', { lag: undefined }, 'RUNNING'],
])('when %s', (_when, facts, status) => {
  expect(pipelineStatus({ ...healthy, ...facts }).status).toBe(status);
});

it('every status but RUNNING and DISABLED has a reason', () => {
  expect(
    pipelineStatus({ ...healthy, workers: [{ state: 'BLOCKED', reason: 'the topic is gone' }] }).reason,
  ).toBe('the topic is gone');
  expect(pipelineStatus({ ...healthy, hasLiveWorkers: false, workers: [] }).reason).toMatch(
    /Start a matcher/,
  );
});
