import { randomUUID } from 'node:crypto';
import { createLogger } from '@sluice/runtime';
import kafkajs from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { createBatchConsumer, type BatchConsumerOptions } from './batch-consumer.ts';
import { createKafkaClient, type KafkaClient } from './client.ts';
import type { LostRange } from './group-positions.ts';
import { startLogReader } from './log-reader.ts';
import { createProducer, type Producer } from './producer.ts';
import { createTopicAdmin, type TopicAdmin } from './topic-admin.ts';

let client: KafkaClient;
let admin: TopicAdmin;
let producer: Producer;

beforeAll(async () => {
  client = createKafkaClient(
    { brokers: [inject('kafkaBrokers')], clientId: 'test' },
    createLogger('test', 'silent'),
  );
  admin = await createTopicAdmin(client);
  producer = await createProducer(client);
});
afterAll(async () => {
  await producer.close();
  await admin.close();
});

async function newTopic(partitions = 1): Promise<string> {
  const topic = `delivery-${randomUUID()}`;
  await admin.createTopic({ topic, partitions, config: {} });
  return topic;
}

const values = (topic: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ topic, key: null, value: String(from + index) }));

async function consume(
  groupId: string,
  topics: readonly string[],
  options: Partial<BatchConsumerOptions> = {},
): Promise<{ read: string[]; lost: LostRange[]; stop: () => Promise<void> }> {
  const read: string[] = [];
  const lost: LostRange[] = [];
  const consumer = await createBatchConsumer(client, {
    groupId,
    topics,
    startOffset: () => undefined,
    onBatch({ records }) {
      read.push(...records.map(({ value }) => String(value)));
      return Promise.resolve();
    },
    onAssigned: () => undefined,
    onPositionLost: (range) => void lost.push(range),
    onTrouble: () => undefined,
    ...options,
  });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= consumer.stop());
  onTestFinished(stop);
  return { read, lost, stop };
}

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 20 });

describe('a batch consumer', () => {
  it('begins at the start offset where its group has committed none', async () => {
    const topic = await newTopic();
    await producer.send(values(topic, 0, 10));
    const { read } = await consume(randomUUID(), [topic], { startOffset: () => '7' });
    await eventually(() => {
      expect(read).toEqual(['7', '8', '9']);
    });
  });

  it('goes on where the last member of its group stopped, losing and repeating nothing', async () => {
    const topic = await newTopic();
    const group = randomUUID();
    await producer.send(values(topic, 0, 5));
    const first = await consume(group, [topic]);
    await eventually(() => {
      expect(first.read).toHaveLength(5);
    });
    await first.stop();
    await producer.send(values(topic, 5, 8));
    const second = await consume(group, [topic]);
    await eventually(() => {
      expect(second.read).toEqual(['5', '6', '7']);
    });
  });

  it('reads a batch again that its reader could not finish', async () => {
    const topic = await newTopic();
    await producer.send(values(topic, 0, 3));
    let failures = 1;
    const seen: string[] = [];
    await consume(randomUUID(), [topic], {
      onBatch({ records }) {
        if (failures-- > 0) return Promise.reject(new Error('a fault of the reader'));
        seen.push(...records.map(({ value }) => String(value)));
        return Promise.resolve();
      },
    });
    await eventually(() => {
      expect(seen).toEqual(['0', '1', '2']);
    });
  });

  it('reports what Kafka no longer holds, and goes on with the rest', async () => {
    const topic = await newTopic();
    const group = randomUUID();
    await producer.send(values(topic, 0, 4));
    const first = await consume(group, [topic]);
    await eventually(() => {
      expect(first.read).toHaveLength(4);
    });
    await first.stop();
    await producer.send(values(topic, 4, 10));
    const raw = client.kafka.admin();
    await raw.connect();
    await raw.fetchTopicMetadata({ topics: [topic] }); // else kafkajs does not know the topic's leader
    await raw.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '8' }] });
    await raw.disconnect();
    const second = await consume(group, [topic]);
    await eventually(() => {
      expect(second.read).toEqual(['8', '9']);
    });
    expect(second.lost).toEqual([{ topic, partition: 0, from: '4', to: '8' }]);
  });

  it('shares a group with one that reads other topics, each getting its own', async () => {
    const [a, b] = [await newTopic(2), await newTopic(2)];
    const group = randomUUID();
    const first = await consume(group, [a]);
    const second = await consume(group, [b]);
    await producer.send([...values(a, 0, 20), ...values(b, 100, 120)]);
    await eventually(() => {
      expect(first.read).toHaveLength(20);
      expect(second.read).toHaveLength(20);
    });
    expect(first.read.every((value) => Number(value) < 100)).toBe(true);
  });
});

describe('a log reader', () => {
  async function readAll(
    topic: string,
    from: 'beginning' | { timestampMs: number } = 'beginning',
  ): Promise<string[]> {
    const read: string[] = [];
    const reader = await startLogReader(client, {
      groupId: randomUUID(),
      topic,
      from,
      onRecords: (records) => void read.push(...records.map(({ value }) => String(value))),
      onTrouble: () => undefined,
    });
    onTestFinished(() => reader.stop());
    await reader.caughtUp;
    return read;
  }

  it('is caught up at once with an empty topic', async () => {
    expect(await readAll(await newTopic())).toEqual([]);
  });

  it('is caught up behind the markers of transactions, and never shows one that was aborted', async () => {
    const topic = await newTopic();
    const transactional = await createProducer(client, { transactionalId: randomUUID() });
    onTestFinished(() => transactional.close());
    await transactional.sendInTransaction(values(topic, 0, 3));
    const raw = client.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      transactionalId: randomUUID(),
    });
    await raw.connect();
    onTestFinished(() => raw.disconnect());
    const transaction = await raw.transaction();
    await transaction.send({ topic, messages: [{ value: 'aborted' }] });
    await transaction.abort();
    expect(await readAll(topic)).toEqual(['0', '1', '2']);
  });

  it('begins with the first record of a time', async () => {
    const topic = await newTopic();
    const at = 1_795_251_000_000;
    await producer.send(
      [1, 2, 3].map((n) => ({ topic, key: null, value: String(n), timestampMs: at + n * 1000 })),
    );
    expect(await readAll(topic, { timestampMs: at + 2000 })).toEqual(['2', '3']);
  });
});

it('a topic that was deleted does not hide the others', async () => {
  const [gone, kept] = [await newTopic(), await newTopic()];
  await producer.send(values(kept, 0, 3));
  const asked = await createTopicAdmin(client);
  onTestFinished(() => asked.close());
  expect(await asked.offsets(gone)).toHaveLength(1);
  const raw = client.kafka.admin();
  await raw.connect();
  await raw.deleteTopics({ topics: [gone] });
  await raw.disconnect();
  await vi.waitUntil(async () => !(await asked.listTopics()).includes(gone), { timeout: 10_000 });
  expect(await asked.offsets(gone)).toBeUndefined();
  expect(await asked.offsets(kept)).toEqual([{ partition: 0, low: 0n, high: 3n }]);
  expect(await asked.createTopic({ topic: `delivery-${randomUUID()}`, partitions: 1, config: {} })).toBe(
    true,
  );
});

it('a record that is too large for its topic is refused as such, not tried for ever', async () => {
  const topic = `delivery-${randomUUID()}`;
  await admin.createTopic({ topic, partitions: 1, config: { 'max.message.bytes': '2000' } });
  await expect(producer.send([{ topic, key: null, value: 'x'.repeat(5_000) }])).rejects.toThrow(
    'MESSAGE_TOO_LARGE',
  );
});

it.each(['gzip', 'snappy', 'lz4', 'zstd'] as const)('events compressed with %s are read', async (name) => {
  const topic = await newTopic();
  const types = kafkajs.CompressionTypes;
  const compression = { gzip: types.GZIP, snappy: types.Snappy, lz4: types.LZ4, zstd: types.ZSTD }[name];
  const raw = client.kafka.producer();
  await raw.connect();
  await raw.send({ topic, compression, messages: [{ value: 'x'.repeat(1_000) }] });
  await raw.disconnect();
  const { read } = await consume(randomUUID(), [topic]);
  await eventually(() => {
    expect(read).toEqual(['x'.repeat(1_000)]);
  });
});
