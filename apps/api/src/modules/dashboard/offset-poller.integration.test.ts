import { randomUUID } from 'node:crypto';
import { createKafkaClient, createTopicAdmin, type TopicAdmin } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { sendRecords } from '../../testing/topic-records.ts';
import { startOffsetPoller, type OffsetPoller, type PolledPipeline } from './offset-poller.ts';

const client = createKafkaClient(
  { brokers: [inject('kafkaBrokers')], clientId: 'test' },
  createLogger('test', 'silent'),
);
let admin: TopicAdmin;
let poller: OffsetPoller;
const run = randomUUID();
const [SOURCE, OTHER, OUT] = [`${run}-a`, `${run}-b`, `${run}-out`];
const troubles: unknown[] = [];

/** Names that Kafka does not take stand for topics that it can't be asked for. */
const PIPELINES: readonly PolledPipeline[] = [
  { id: 'one', sourceTopics: [SOURCE], startOffsets: {} },
  { id: 'two', sourceTopics: [SOURCE, OTHER], startOffsets: { [SOURCE]: { '0': '20' } } },
  { id: 'gone', sourceTopics: [`${run}-none`], startOffsets: {} },
  { id: 'odd', sourceTopics: [OTHER, 'no name of a topic'], startOffsets: {} },
].map((pipeline) => ({ ...pipeline, destinationTopic: OUT }));

beforeAll(async () => {
  admin = await createTopicAdmin(client);
  for (const topic of [SOURCE, OTHER, OUT]) await admin.createTopic({ topic, partitions: 1, config: {} });
  await send(SOURCE, 30);
  await send(OTHER, 4);
  poller = startOffsetPoller({
    ...{ admin, now: Date.now, groupId: (id) => `${run}.${id}` },
    pipelines: () => Promise.resolve(PIPELINES),
    onTrouble: (error) => troubles.push(error),
  });
});
afterAll(async () => {
  await poller.stop();
  await admin.close();
});

const send = (topic: string, count: number): Promise<void> =>
  sendRecords(Array.from({ length: count }, (_, n) => ({ topic, key: null, value: `${n}` })));

it('tells how far pipelines are behind, also where topics are gone or can not be asked for', async () => {
  const lags = (): object => Object.fromEntries(PIPELINES.map(({ id }) => [id, poller.lag(id)]));
  await vi.waitFor(
    () => {
      expect(lags()).toEqual({ one: 30, two: 14, gone: 0, odd: undefined });
    },
    { timeout: 30_000, interval: 100 },
  );
  expect([poller.topicLag('two', SOURCE), poller.topicLag('odd', OTHER)]).toEqual([10, 4]);
  expect(troubles.length).toBeGreaterThan(0);
  expect(String(troubles[0])).toMatch(/invalid topic/i);
});

it('tells how much anybody writes into a topic', async () => {
  await vi.waitFor(
    async () => {
      await send(OUT, 5);
      expect(poller.writeRates().get(OUT)).toBeGreaterThan(0);
    },
    { timeout: 30_000, interval: 200 },
  );
  expect(poller.writeRates().get(SOURCE)).toBe(0);
});
