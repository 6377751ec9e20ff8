import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import 'reflect-metadata';
import { systemActor } from '../audit/index.ts';
import { createDataSource } from '../../database/data-source.ts';
import { newDatabase } from '../../testing/start-test-api.ts';
import type { TopicService } from '../topics/index.ts';
import { createPipelineService, StartPosition, type PipelineService } from './index.ts';

/** The real service on a database of its own; Kafka answers that each group has read up to 40. */
async function startService(): Promise<PipelineService> {
  const database = await createDataSource(await newDatabase()).initialize();
  onTestFinished(() => database.destroy());
  await database.runMigrations();
  const topics = {
    requireTopics: () => Promise.resolve(),
    startOffsets: () => Promise.resolve({ '0': '0', '1': '0' }),
    committed: (_groupId, [topic = '']) => Promise.resolve({ [topic]: { '0': '40' } }),
  } satisfies Partial<TopicService>;
  return createPipelineService({ database, topics: topics as unknown as TopicService, prefix: 'sluice' });
}

const newPipeline = (enabled: boolean) => ({
  name: randomUUID(),
  sourceTopics: ['in'],
  destinationTopic: 'out',
  repositoryIds: [],
  enabled,
  writeUntagged: false,
  startAt: null,
  startPosition: StartPosition.EARLIEST,
  sigmaLogSource: undefined,
  logSourceId: null,
  filterIds: [],
  customFields: {},
  writeFiltered: false,
  writeParsed: false,
});

it('the positions of disabled pipelines are written down once, and told to the workers', async () => {
  const pipelines = await startService();
  const { value: disabled } = await pipelines.create(systemActor('test'), newPipeline(false));
  const { value: enabled, revision } = await pipelines.create(systemActor('test'), newPipeline(true));
  expect(await pipelines.keepPositions()).toBe(1);
  expect((await pipelines.get(disabled.id)).startOffsets).toEqual({ in: { '0': '40', '1': '0' } });
  expect((await pipelines.get(enabled.id)).startOffsets).toEqual({ in: { '0': '0', '1': '0' } });
  expect(await pipelines.keepPositions()).toBe(0);

  const { value, revision: next } = await pipelines.update(systemActor('test'), {
    ...disabled,
    sigmaLogSource: undefined,
    filterIds: undefined,
    enabled: true,
  });
  expect(next).toBe(revision + 2);
  expect(value.startOffsets).toEqual({ in: { '0': '40', '1': '0' } });
});
