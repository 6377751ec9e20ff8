import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { createLogger } from '@sluice/runtime';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { createKafkaClient, type KafkaClient } from './client.ts';
import { createProducer } from './producer.ts';
import { createTopicAdmin, type TopicAdmin } from './topic-admin.ts';

interface ConnectionClass {
  prototype: { send(request: { readonly request: { readonly apiName: string } }): Promise<unknown> };
}
const Connection = createRequire(import.meta.url)('kafkajs/src/network/connection') as ConnectionClass;

let client: KafkaClient;
let admin: TopicAdmin;

beforeAll(async () => {
  const settings = { brokers: [inject('kafkaBrokers')], clientId: 'test' };
  client = createKafkaClient(settings, createLogger('test', 'silent'));
  admin = await createTopicAdmin(client);
});
afterAll(() => admin.close());

async function newTopics(count: number): Promise<string[]> {
  const topics = Array.from({ length: count }, () => `offsets-${randomUUID()}`);
  for (const topic of topics) await admin.createTopic({ topic, partitions: 2, config: {} });
  return topics;
}

async function requestsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = vi.spyOn(Connection.prototype, 'send');
  await work();
  const names = sent.mock.calls.map(([{ request }]) => request.apiName);
  sent.mockRestore();
  return names.filter((name) => name !== 'ApiVersions');
}

it('many topics are answered for at once, as one by one', async () => {
  const topics = await newTopics(12);
  const producer = await createProducer(client);
  await producer.send(
    topics.flatMap((topic, index) =>
      [...Array(index).keys()].map((n) => ({ topic, key: `${n}`, value: 'v' })),
    ),
  );
  await producer.close();
  const found = await admin.manyOffsets(topics);
  const total = topics.map((topic) =>
    (found.get(topic) ?? []).reduce((sum, { low, high }) => sum + Number(high - low), 0),
  );
  expect(total).toEqual([...topics.keys()]);
  for (const topic of topics) expect(found.get(topic)).toEqual(await admin.offsets(topic));
  const few = await requestsOf(() => admin.manyOffsets(topics.slice(0, 2)));
  const all = await requestsOf(() => admin.manyOffsets(topics));
  expect(all).toEqual(few);
  expect(all.length).toBeLessThanOrEqual(4);
});

it('a topic that is none, or no longer, is left out and hides no other', async () => {
  const [first = '', gone = '', last = ''] = await newTopics(3);
  const found = await admin.manyOffsets([first, `none-${randomUUID()}`, last]);
  expect([...found.keys()]).toEqual([first, last]);
  expect(found.get(last)).toHaveLength(2);
  expect((await admin.manyOffsets([first, gone])).size).toBe(2);
  const kafka = client.kafka.admin();
  await kafka.connect();
  await kafka.deleteTopics({ topics: [gone] });
  await kafka.disconnect();
  expect([...(await admin.manyOffsets([first, gone, last])).keys()]).toEqual([first, last]);
});

it('a topic that can not be asked for hides no other where its trouble is told, and fails otherwise', async () => {
  const [first = '', last = ''] = await newTopics(2);
  const topics = [first, 'no name of a topic', last];
  const troubles: string[] = [];
  const found = await admin.manyOffsets(topics, (topic, error) =>
    troubles.push(`${topic}: ${String(error)}`),
  );
  expect([...found.keys()]).toEqual([first, last]);
  expect(troubles).toEqual([expect.stringMatching(/^no name of a topic: .*invalid topic/i)]);
  await expect(admin.manyOffsets(topics)).rejects.toThrow(/invalid topic/i);
});

it('brokers tell the release that they are of', async () => {
  // What libs/embedded runs: a newer one is to be added to the table in kafka-release.ts.
  expect(await admin.brokerVersions()).toEqual(['4.3']);
});
