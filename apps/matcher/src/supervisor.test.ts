import { pipelineMessage } from '@sluice/contracts';
import { compileRules } from '@sluice/sigma';
import { expect, it } from 'vitest';
import type { CompiledPipeline } from './compiled-pipeline.ts';
import type { PipelineRunner } from './pipeline-runner.ts';
import { createSupervisor } from './supervisor.ts';

function compiled(id: string, revision: number, sourceTopics = ['t']): CompiledPipeline {
  const message = pipelineMessage.parse({
    schemaVersion: 1,
    id,
    name: id,
    enabled: true,
    sourceTopics,
    destinationTopic: 'd',
    repositoryIds: [],
    writeUntagged: false,
    startOffsets: {},
  });
  return {
    message,
    revision,
    matchOptions: {},
    rules: { ruleSet: compileRules([]), loaded: new Map(), refused: 0 },
    logSource: undefined,
    filters: undefined,
    disabledRuleIds: new Set(),
    customFields: [],
    faults: [],
  };
}

const config = (...pipelines: CompiledPipeline[]) =>
  new Map(pipelines.map((each) => [each.message.id, each]));

/** Runners that start when they are told to, and keep what they were given. */
function setup() {
  const gates: (() => void)[] = [];
  const seen: string[] = [];
  let fail = false;
  const start = async (pipeline: CompiledPipeline): Promise<PipelineRunner> => {
    let current = pipeline;
    await new Promise<void>((resolve) => gates.push(resolve));
    if (fail) throw new Error('no topic');
    seen.push(`start ${pipeline.message.id}@${pipeline.revision}`);
    return {
      swap(next) {
        current = next;
        seen.push(`swap ${next.message.id}@${next.revision}`);
      },
      state: () => ({ state: 'RUNNING', partitions: [] }),
      current: () => current,
      stop: () => {
        seen.push(`stop ${pipeline.message.id}`);
        return Promise.resolve();
      },
    };
  };
  const supervisor = createSupervisor(start, () => undefined);
  const open = async (): Promise<void> => {
    while (gates.length === 0) await Promise.resolve();
    gates.shift()?.();
  };
  return { supervisor, open, seen, failNext: (value: boolean) => (fail = value) };
}

const revisions = (supervisor: ReturnType<typeof createSupervisor>): number[] =>
  supervisor.states().map(({ pipeline }) => pipeline.revision);

it('an older revision never comes back while a newer one waits for a slow start', async () => {
  const { supervisor, open, seen } = setup();
  const first = supervisor.apply(config(compiled('p', 1)));
  await open();
  expect(await first).toBe(true);
  const second = supervisor.apply(config(compiled('p', 2), compiled('slow', 2)));
  const third = supervisor.apply(config(compiled('p', 3), compiled('slow', 3)));
  expect(revisions(supervisor)).toContain(3);
  await open();
  expect(await second).toBe(false);
  expect(await third).toBe(true);
  expect(revisions(supervisor)).toEqual([3, 3]);
  const swaps = seen.filter((each) => each.startsWith('swap p@'));
  expect(swaps).toEqual([...swaps].sort());
});

it('a pipeline that fails to start says why, stands in nobody’s way, and is tried again', async () => {
  const { supervisor, open, failNext } = setup();
  failNext(true);
  const applied = supervisor.apply(config(compiled('p', 1)));
  await open();
  await applied;
  expect(supervisor.states()[0]).toMatchObject({
    state: 'FAILED',
    reason: expect.stringContaining('no topic') as string,
  });
  failNext(false);
  const retried = supervisor.retry();
  await open();
  await retried;
  expect(supervisor.states()[0]).toMatchObject({ state: 'RUNNING' });
});

it('new rules are swapped in; new source topics get a new consumer; a pipeline that is gone stops', async () => {
  const { supervisor, open, seen } = setup();
  const applied = supervisor.apply(config(compiled('p', 1)));
  await open();
  await applied;
  await supervisor.apply(config(compiled('p', 2)));
  const moved = supervisor.apply(config(compiled('p', 3, ['other'])));
  await open();
  await moved;
  await supervisor.apply(config());
  expect(seen.filter((each) => !each.startsWith('swap'))).toEqual([
    'start p@1',
    'stop p',
    'start p@3',
    'stop p',
  ]);
  expect(seen).toContain('swap p@2');
  expect(supervisor.states()).toEqual([]);
});
