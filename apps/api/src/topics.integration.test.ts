import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CREATE_PIPELINE, createTopic, dataOf, pipelineInput } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords } from './testing/topic-records.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Topic {
  readonly name: string;
  readonly messageCount: number;
  readonly eventsPerSecond: number | null;
  readonly lags: readonly { readonly lag: number | null; readonly pipeline: { readonly id: string } }[];
}

async function topicNamed(wanted: string): Promise<Topic | undefined> {
  const { topics } = dataOf<{ topics: Topic[] }>(
    await api.run('{ topics { name messageCount eventsPerSecond lags { lag pipeline { id } } } }'),
  );
  return topics.find(({ name }) => name === wanted);
}

const send = (topic: string, count: number): Promise<void> =>
  sendRecords(Array.from({ length: count }, (_, n) => ({ topic, key: null, value: `${n}` })));

it('a topic tells how far its pipelines are behind, and how much anybody writes into it', async () => {
  const input = await pipelineInput(api);
  const [source = ''] = input.sourceTopics;
  const { createPipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
    await api.run(CREATE_PIPELINE, { input }),
  );
  await send(source, 30);
  const { id } = createPipeline.pipeline;
  await vi.waitFor(
    async () => {
      expect(await topicNamed(source)).toMatchObject({
        messageCount: 30,
        lags: [{ lag: 30, pipeline: { id } }],
      });
    },
    { timeout: 20_000, interval: 200 },
  );
  await vi.waitFor(
    async () => {
      await send(source, 1);
      expect((await topicNamed(source))?.eventsPerSecond).toBeGreaterThan(0);
    },
    { timeout: 20_000, interval: 200 },
  );
  expect((await topicNamed(input.destinationTopic))?.lags).toEqual([]);
});

it('a topic tells its bytes on the disks of the brokers', async () => {
  const [empty, full] = [await createTopic(api), await createTopic(api)];
  await send(full, 100);
  const ask = async (name: string) => {
    const { topics } = dataOf<{ topics: { name: string; bytes: number | null }[] }>(
      await api.run('{ topics { name bytes } }'),
    );
    return topics.find((topic) => topic.name === name)?.bytes;
  };
  await vi.waitFor(
    async () => {
      expect(await ask(full)).toBeGreaterThan(100);
    },
    { timeout: 20_000, interval: 500 },
  );
  expect(await ask(empty)).toBe(0);
});

it('a topic of no pipeline tells its rate from the second look at it', async () => {
  const topic = await createTopic(api);
  expect(await topicNamed(topic)).toMatchObject({ messageCount: 0, lags: [] });
  await vi.waitFor(
    async () => {
      await send(topic, 10);
      expect((await topicNamed(topic))?.eventsPerSecond).toBeGreaterThan(0);
    },
    { timeout: 20_000, interval: 300 },
  );
});
