import { randomUUID } from 'node:crypto';
import { createLogger } from '@sluice/runtime';
import { afterAll, beforeAll, expect, inject, it, onTestFinished, vi } from 'vitest';
import { createKafkaClient, type KafkaClient } from './client.ts';
import { startLogReader } from './log-reader.ts';
import { startLogTail } from './log-tail.ts';
import { createProducer, type Producer } from './producer.ts';
import { createTopicAdmin, type TopicAdmin } from './topic-admin.ts';

let client: KafkaClient;
let admin: TopicAdmin;
let producer: Producer;

beforeAll(async () => {
  const settings = { brokers: [inject('kafkaBrokers')], clientId: 'test' };
  client = createKafkaClient(settings, createLogger('test', 'silent'));
  admin = await createTopicAdmin(client);
  producer = await createProducer(client);
});
afterAll(async () => {
  await producer.close();
  await admin.close();
});

async function newTopic(): Promise<string> {
  const topic = `tail-${randomUUID()}`;
  await admin.createTopic({ topic, partitions: 1, config: {} });
  return topic;
}

const send = (topic: string, from: number, to: number): Promise<void> =>
  producer.send(Array.from({ length: to - from }, (_, n) => ({ topic, key: null, value: String(from + n) })));

interface Handed {
  readonly values: readonly string[];
  readonly leftOut: number;
}

async function tail(topic: string, maxRecords: number, intervalMs: number): Promise<Handed[]> {
  const handed: Handed[] = [];
  const running = await startLogTail(client, {
    ...{ groupId: randomUUID(), topic, maxRecords, intervalMs },
    onRecords: (records, _partition, leftOut) => {
      handed.push({ values: records.map(({ value }) => String(value)), leftOut });
    },
    onTrouble: () => undefined,
  });
  onTestFinished(() => running.stop());
  return handed;
}

it('hands over what comes after its start, and nothing of before', async () => {
  const topic = await newTopic();
  await send(topic, 0, 5);
  const handed = await tail(topic, 100, 50);
  await send(topic, 5, 8);
  await vi.waitFor(
    () => {
      expect(handed.flatMap(({ values }) => values)).toEqual(['5', '6', '7']);
    },
    { timeout: 20_000 },
  );
  expect(handed.every(({ leftOut }) => leftOut === 0)).toBe(true);
});

it('skips what it is behind by, and counts it', async () => {
  const topic = await newTopic();
  const handed = await tail(topic, 10, 200);
  for (let start = 0; start < 20_000; start += 5_000) await send(topic, start, start + 5_000);
  await vi.waitFor(
    () => {
      expect(handed.at(-1)?.values.at(-1)).toBe('19999');
    },
    { timeout: 30_000 },
  );
  expect(handed.every(({ values }) => values.length <= 10)).toBe(true);
  const [shown, leftOut] = [
    handed.flatMap(({ values }) => values).length,
    handed.reduce((sum, each) => sum + each.leftOut, 0),
  ];
  expect(shown + leftOut).toBe(20_000);
  expect(shown).toBeLessThan(2_000);
});

it('a reader from offsets reads from there, and no more than enough', async () => {
  const topic = await newTopic();
  await send(topic, 0, 3_000);
  const read: string[] = [];
  const reader = await startLogReader(client, {
    ...{ groupId: randomUUID(), topic, from: { offsets: new Map([[0, 1_000n]]) }, enough: 5 },
    onRecords: (records) => {
      read.push(...records.map(({ value }) => String(value)));
    },
    onTrouble: () => undefined,
  });
  onTestFinished(() => reader.stop());
  await reader.caughtUp;
  expect(read.slice(0, 2)).toEqual(['1000', '1001']);
});
