import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Kafka, logLevel } from 'kafkajs';
import type { KafkaMessage, Producer } from 'kafkajs';
import { beforeAll, afterAll, expect, onTestFinished, test } from 'vitest';

import { startKafka } from './kafka.ts';
import type { EmbeddedKafka } from './kafka.ts';
import { holdServices, untilGone } from './testing/killed-parent.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const quiet = (): void => undefined;
const folder = mkdtempSync(join(tmpdir(), 'sluice-kafka-'));
let broker: EmbeddedKafka;

beforeAll(async () => {
  broker = await startKafka({ dataDir: join(folder, 'kafka'), log: quiet });
});
afterAll(async () => {
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
});

const client = (brokers: string): Kafka => new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });

async function createTopic(topic: string, brokers = broker.brokers): Promise<void> {
  const admin = client(brokers).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 2 }], waitForLeaders: true });
  await admin.disconnect();
}

async function connectedProducer(transactionalId?: string): Promise<Producer> {
  const producer = client(broker.brokers).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    ...(transactionalId === undefined ? {} : { transactionalId }),
  });
  await producer.connect();
  onTestFinished(() => producer.disconnect());
  return producer;
}

/** Reads the topic in a fresh group until a value equals `last`. */
async function consumeUntil(topic: string, last: string, brokers = broker.brokers): Promise<string[]> {
  const consumer = client(brokers).consumer({ groupId: `${topic}-${crypto.randomUUID()}` });
  const values: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const eachMessage = ({ message }: { message: KafkaMessage }): Promise<void> => {
      values.push(String(message.value));
      if (String(message.value) === last) resolve();
      return Promise.resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return values;
}

test('kafkajs produces and consumes in a group', async () => {
  await createTopic('plain');
  const producer = await connectedProducer();
  const messages = ['a', 'b', 'last'].map((value) => ({ key: 'k', value, headers: { h: value } }));
  await producer.send({ topic: 'plain', messages, acks: -1 });
  expect(await consumeUntil('plain', 'last')).toEqual(['a', 'b', 'last']);
});

test('an aborted transaction is hidden from a consumer that reads committed, a committed one is not', async () => {
  await createTopic('transactional');
  const producer = await connectedProducer('test-producer');
  const send = async (values: string[], outcome: 'commit' | 'abort'): Promise<void> => {
    const transaction = await producer.transaction();
    await transaction.send({
      topic: 'transactional',
      messages: values.map((value) => ({ key: 'one partition', value })),
    });
    await transaction[outcome]();
  };
  await send(['committed'], 'commit');
  await send(['aborted'], 'abort');
  await send(['last'], 'commit');
  expect(await consumeUntil('transactional', 'last')).toEqual(['committed', 'last']);
});

test('offsets are committed inside a transaction', async () => {
  await createTopic('input');
  const producer = await connectedProducer('test-offsets');
  const transaction = await producer.transaction();
  await transaction.sendOffsets({
    consumerGroupId: 'offsets-in-transaction',
    topics: [{ topic: 'input', partitions: [{ partition: 0, offset: '7' }] }],
  });
  await transaction.commit();
  const admin = client(broker.brokers).admin();
  await admin.connect();
  onTestFinished(() => admin.disconnect());
  const [offsets] = await admin.fetchOffsets({ groupId: 'offsets-in-transaction', topics: ['input'] });
  expect(offsets?.partitions.find(({ partition }) => partition === 0)?.offset).toBe('7');
});

test('a message of 15 MiB passes', async () => {
  await createTopic('large');
  const producer = await connectedProducer();
  const value = Buffer.alloc(15 * 1024 * 1024, 'x');
  await producer.send({ topic: 'large', messages: [{ value }], acks: -1 });
});

test('a topic that nobody made is not made by mistake', async () => {
  const kafka = new Kafka({ brokers: [broker.brokers], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
  const producer = kafka.producer();
  await producer.connect();
  onTestFinished(() => producer.disconnect());
  await expect(producer.send({ topic: 'never-made', messages: [{ value: 'x' }] })).rejects.toThrow();
});

test('a data directory in use is refused by the name of the process that uses it', async () => {
  await expect(startKafka({ dataDir: join(folder, 'kafka'), log: quiet })).rejects.toThrow(
    new RegExp(`already used by process ${process.pid}`),
  );
});

test('a taken port is named', async () => {
  const port = Number(broker.brokers.split(':')[1]);
  await expect(startKafka({ dataDir: join(temporaryFolder(), 'kafka'), port, log: quiet })).rejects.toThrow(
    `Port ${port} for the embedded Kafka is taken`,
  );
});

test('a killed parent takes its broker with it, and what was acknowledged is still there', async () => {
  const data = temporaryFolder();
  const held = await holdServices(data, 'kafka');
  await createTopic('kept', held.brokers);
  const producer = client(held.brokers).producer({ idempotent: true });
  await producer.connect();
  await producer.send({ topic: 'kept', messages: [{ value: 'acknowledged' }], acks: -1 });
  await producer.disconnect();
  process.kill(held.pid, 'SIGKILL');
  await untilGone(held.pid, held.kafka, held.guardian);

  const next = await startKafka({ dataDir: join(data, 'kafka'), log: quiet });
  onTestFinished(next.stop);
  expect(await consumeUntil('kept', 'acknowledged', next.brokers)).toEqual(['acknowledged']);
});

test('an orphaned broker is stopped and replaced, and the next start says so', async () => {
  const data = temporaryFolder();
  const held = await holdServices(data, 'kafka');
  process.kill(held.guardian, 'SIGKILL');
  process.kill(held.pid, 'SIGKILL');
  await untilGone(held.pid, held.guardian);

  const said: string[] = [];
  const next = await startKafka({ dataDir: join(data, 'kafka'), log: (line) => said.push(line) });
  onTestFinished(next.stop);
  expect(said).toEqual([`found the Kafka broker of a Sluice that died (process ${held.kafka}), stopping it`]);
});

test('a missing Java is named with the command that installs it', async () => {
  const before = process.env['JAVA_HOME'];
  process.env['JAVA_HOME'] = '/nowhere';
  onTestFinished(() => {
    if (before === undefined) delete process.env['JAVA_HOME'];
    else process.env['JAVA_HOME'] = before;
  });
  await expect(startKafka({ dataDir: join(temporaryFolder(), 'kafka'), log: quiet })).rejects.toThrow(
    /needs Java 17 or newer.*apt-get install/,
  );
});

test('a missing Maven is named with the command that installs it', async () => {
  const { findJava } = await import('./find-java.ts');
  const { kafkaJars } = await import('./kafka-jars.ts');
  await findJava(process.env);
  await expect(kafkaJars(temporaryFolder(), { PATH: '/nowhere' }, quiet)).rejects.toThrow(
    /Maven is missing.*apt-get install/,
  );
});
