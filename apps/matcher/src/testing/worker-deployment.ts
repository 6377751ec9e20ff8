import { randomUUID } from 'node:crypto';
import {
  configKey,
  decodeMessage,
  REVISION_KEY,
  topicNames,
  topicSpecifications,
  workerMessage,
  type pipelineMessage,
  type WorkerMessage,
} from '@sluice/contracts';
import {
  createKafkaClient,
  createProducer,
  createTopicAdmin,
  startLogReader,
  type ConsumedRecord,
  type KafkaClient,
  type Producer,
  type TopicAdmin,
} from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { afterAll, beforeAll, expect, inject, onTestFinished, vi } from 'vitest';
import type { z } from 'zod';
import { createRarityFile } from '../rarity-file.ts';
import { startWorker, type WorkerOptions } from '../worker.ts';

const log = createLogger('worker', 'silent');
const SIGMA_ID = '0a6f7c3e-1d0b-4c53-8d0e-6c4b2a190f77';
/** Matches an event whose image ends in `/sh`. */
export const RULE = `title: Shell\nid: ${SIGMA_ID}\nlevel: high\nlogsource: {product: linux}\ndetection: {sel: {Image|endswith: /sh}, condition: sel}`;

export const eventually = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 30_000, interval: 20 });

/** The Kafka of the tests, for one test file: connected before its first test and left after its last. */
export function useKafka() {
  let client: KafkaClient;
  let admin: TopicAdmin;
  let producer: Producer;
  beforeAll(async () => {
    client = createKafkaClient({ brokers: [inject('kafkaBrokers')], clientId: 'test' }, log);
    admin = await createTopicAdmin(client);
    producer = await createProducer(client);
  });
  afterAll(async () => {
    await producer.close();
    await admin.close();
  });

  async function follow(topic: string): Promise<ConsumedRecord[]> {
    const records: ConsumedRecord[] = [];
    const reader = await startLogReader(client, {
      groupId: randomUUID(),
      topic,
      from: 'beginning',
      onRecords: (more) => void records.push(...more),
      onTrouble: () => undefined,
    });
    onTestFinished(() => reader.stop());
    return records;
  }

  async function newTopic(config: Record<string, string> = {}): Promise<string> {
    const topic = `worker-${randomUUID()}`;
    await admin.createTopic({ topic, partitions: 1, config });
    return topic;
  }

  /** A deployment of its own: topics, a worker, and what it says of itself. */
  async function setup(sampleTopic: Record<string, string> = {}) {
    const prefix = `w${randomUUID().slice(0, 8)}`;
    const topics = topicNames(prefix);
    await admin.createTopic({ topic: topics.shadowMatches, partitions: 1, config: sampleTopic });
    await admin.ensureTopics(topicSpecifications(prefix));
    let revision = 0;

    async function publish(records: readonly { key: string; value: unknown }[]): Promise<number> {
      revision += 1;
      const closing = { schemaVersion: 1, revision, at: new Date().toISOString() };
      const all = [...records, { key: REVISION_KEY, value: closing }];
      await producer.send(
        all.map(({ key, value }) => ({
          topic: topics.config,
          key,
          value: value === null ? null : JSON.stringify(value),
        })),
      );
      return revision;
    }

    const heartbeats = await follow(topics.workers);
    const status = (): WorkerMessage | undefined => {
      const last = heartbeats.findLast(({ value }) => value !== null)?.value;
      return last === undefined || last === null ? undefined : decodeMessage(workerMessage, last.toString());
    };
    const applied = (wanted: number): Promise<void> =>
      eventually(() => {
        expect(status()?.appliedRevision).toBeGreaterThanOrEqual(wanted);
      });

    async function start(
      workerId = 'w1',
      options: Pick<WorkerOptions, 'triesIntervalMs'> = {},
    ): Promise<() => Promise<void>> {
      const worker = await startWorker({
        client,
        log,
        identity: {
          workerId,
          instance: randomUUID(),
          host: 'test',
          version: '0',
          pid: 1,
          startedAt: new Date().toISOString(),
        },
        prefix,
        maxEventBytes: 1024 * 1024,
        rarityFile: createRarityFile(undefined, log),
        now: Date.now,
        ...options,
      });
      let stopped: Promise<void> | undefined;
      const stop = (): Promise<void> => (stopped ??= worker.stop());
      onTestFinished(stop);
      return stop;
    }
    return { topics, publish, status, applied, start };
  }

  return {
    follow,
    newTopic,
    setup,
    createTopic: (topic: Parameters<TopicAdmin['createTopic']>[0]) => admin.createTopic(topic),
    send: (records: Parameters<Producer['send']>[0]) => producer.send(records),
  };
}

type PipelineInput = z.input<typeof pipelineMessage>;

export function pipeline(
  change: Partial<PipelineInput> & Pick<PipelineInput, 'sourceTopics' | 'destinationTopic'>,
) {
  const id = 'p';
  const value: PipelineInput = {
    schemaVersion: 1,
    id,
    name: 'P',
    enabled: true,
    repositoryIds: ['r'],
    writeUntagged: false,
    startOffsets: {},
    ...change,
  };
  return { key: configKey('pipeline', id), value };
}

export const rule = (text: string | null, id = 'rule-1', stage: 'LIVE' | 'SHADOW' = 'LIVE') => ({
  key: configKey('rule', id),
  value: text === null ? null : { schemaVersion: 1, id, repositoryId: 'r', text, stage },
});

export const event = (topic: string, image: string, extra: object = {}) => ({
  topic,
  key: 'host-1',
  value: JSON.stringify({ Image: image, ...extra }),
});
export const header = ({ headers }: ConsumedRecord, name: string): string => String(headers[name]);
