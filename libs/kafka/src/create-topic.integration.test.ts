import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { createLogger } from '@sluice/runtime';
import { afterAll, afterEach, beforeAll, expect, inject, it, vi } from 'vitest';
import { createKafkaClient } from './client.ts';
import { createTopicAdmin, type TopicAdmin } from './topic-admin.ts';

interface ConnectionClass {
  prototype: { send(request: { readonly request: { readonly apiName: string } }): Promise<unknown> };
}
const require = createRequire(import.meta.url);
const Connection = require('kafkajs/src/network/connection') as ConnectionClass;
const { createErrorFromCode } = require('kafkajs/src/protocol/error') as {
  createErrorFromCode(code: number): Error;
};
const UNKNOWN_TOPIC_OR_PARTITION = 3;

let admin: TopicAdmin;
beforeAll(async () => {
  const settings = { brokers: [inject('kafkaBrokers')], clientId: 'test' };
  admin = await createTopicAdmin(createKafkaClient(settings, createLogger('test', 'silent')));
});
afterAll(() => admin.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const newTopic = () => ({ topic: `new-${randomUUID()}`, partitions: 3, config: {} });

it('topics that are made at once are each made once, and known to who asks then', async () => {
  const topics = Array.from({ length: 20 }, newTopic);
  const made = await Promise.all(
    topics.map(async (topic) => [await admin.createTopic(topic), (await admin.offsets(topic.topic))?.length]),
  );
  expect(made).toEqual(topics.map(() => [true, 3]));
});

it('a topic that exists is not made', async () => {
  const topic = newTopic();
  await admin.createTopic(topic);
  await expect(admin.createTopic(topic)).resolves.toBe(false);
});

it('a topic is made although the broker does not know it at once', async () => {
  const { send } = Connection.prototype;
  let unknown = 0;
  vi.spyOn(Connection.prototype, 'send').mockImplementation(async function (this: unknown, asked) {
    const { apiName } = asked.request;
    if (apiName === 'CreateTopics') unknown = 3;
    else if (apiName === 'Metadata' && unknown > 0) {
      unknown -= 1;
      throw createErrorFromCode(UNKNOWN_TOPIC_OR_PARTITION);
    }
    return send.call(this, asked);
  });
  const topic = newTopic();
  await expect(admin.createTopic(topic)).resolves.toBe(true);
  await expect(admin.offsets(topic.topic)).resolves.toHaveLength(3);
});
