import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  pipelineMessage} from '@sluice/contracts';
import {
  configKey,
  DEAD_LETTER_HEADERS,
  DETECTION_ID_HEADER,
  REVISION_KEY,
  topicNames,
  topicSpecifications,
  workerMessage,
  decodeMessage,
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
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import type { z } from 'zod';
import { createRarityFile } from './rarity-file.ts';
import { startWorker } from './worker.ts';

const log = createLogger('worker', 'silent');
const SIGMA_ID = '0a6f7c3e-1d0b-4c53-8d0e-6c4b2a190f77';
const RULE = `title: Shell\nid: ${SIGMA_ID}\nlevel: high\nlogsource: {product: linux}\ndetection: {sel: {Image|endswith: /sh}, condition: sel}`;

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

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 20 });

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
async function setup() {
  const prefix = `w${randomUUID().slice(0, 8)}`;
  const topics = topicNames(prefix);
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

  async function start(workerId = 'w1'): Promise<() => Promise<void>> {
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
    });
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => (stopped ??= worker.stop());
    onTestFinished(stop);
    return stop;
  }
  return { topics, publish, status, applied, start };
}

type PipelineInput = z.input<typeof pipelineMessage>;

function pipeline(change: Partial<PipelineInput> & Pick<PipelineInput, 'sourceTopics' | 'destinationTopic'>) {
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

const rule = (text: string | null, id = 'rule-1') => ({
  key: configKey('rule', id),
  value: text === null ? null : { schemaVersion: 1, id, repositoryId: 'r', text, stage: 'LIVE' },
});

const event = (topic: string, image: string, extra: object = {}) => ({
  topic,
  key: 'host-1',
  value: JSON.stringify({ Image: image, ...extra }),
});
const header = ({ headers }: ConsumedRecord, name: string): string => String(headers[name]);

describe('bad events among thousands', () => {
  it('become dead letters with a reason, byte for byte, and the rest is untouched', async () => {
    const { topics, publish, start, applied } = await setup();
    const source = await newTopic({ 'max.message.bytes': String(8 * 1024 * 1024) });
    const destinationTopic = await newTopic();
    const bad: [string, Buffer | null, string][] = [
      ['array', Buffer.from('[]'), 'EVENT_NOT_OBJECT'],
      ['number', Buffer.from('5'), 'EVENT_NOT_OBJECT'],
      ['null', Buffer.from('null'), 'EVENT_NOT_OBJECT'],
      ['utf8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 'EVENT_NOT_UTF8'],
      ['large', Buffer.from(JSON.stringify({ a: 'x'.repeat(5 * 1024 * 1024) })), 'EVENT_TOO_LARGE'],
      ['empty', Buffer.alloc(0), 'EVENT_EMPTY'],
      ['tombstone', null, 'EVENT_EMPTY'],
    ];
    await start();
    await applied(await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]));
    for (const [key, value] of bad) {
      await producer.send(
        Array.from({ length: 400 }, (_, n) => event(source, n % 4 === 0 ? '/bin/sh' : '/bin/ls')),
      );
      await producer.send([{ topic: source, key, value, headers: { 'sluice-reason': 'mine' } }]);
    }
    const [tagged, dead] = [await follow(destinationTopic), await follow(topics.deadLetters)];
    await eventually(() => {
      expect(tagged).toHaveLength(bad.length * 100);
      expect(dead).toHaveLength(bad.length);
    });
    expect(new Set(tagged.map((record) => header(record, DETECTION_ID_HEADER))).size).toBe(tagged.length);
    for (const [key, value, reason] of bad) {
      const letter = dead.find((record) => String(record.key) === key);
      expect(letter?.value?.equals(value ?? Buffer.alloc(0)) ?? letter?.value === value, key).toBe(true);
      expect(header(letter!, DEAD_LETTER_HEADERS.reason)).toBe(reason);
      expect(header(letter!, 'sluice-reason.original')).toBe('mine');
    }
  });

  it('also where only the tagged event is too large for its destination', async () => {
    const { topics, publish, start, applied } = await setup();
    const source = await newTopic();
    const destinationTopic = await newTopic({ 'max.message.bytes': '3000' });
    await start();
    await applied(await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]));
    await producer.send([
      event(source, '/bin/sh', { n: 1 }),
      event(source, '/bin/sh', { fill: 'x'.repeat(2_900) }),
      event(source, '/bin/sh', { n: 2 }),
    ]);
    const [tagged, dead] = [await follow(destinationTopic), await follow(topics.deadLetters)];
    await eventually(() => {
      expect(tagged).toHaveLength(2);
      expect(dead.map((record) => header(record, DEAD_LETTER_HEADERS.reason))).toEqual(['OUTPUT_TOO_LARGE']);
    });
  });
});

it('a bad rule is refused and reported, and the others match', async () => {
  const { publish, start, status, applied } = await setup();
  const [source, destinationTopic] = [await newTopic(), await newTopic()];
  await start();
  const bad = rule(
    'title: Bad\nid: x\nlogsource: {product: linux}\ndetection: {sel: {a|nonsense: 1}, condition: sel}',
    'bad',
  );
  await applied(await publish([rule(RULE), bad, pipeline({ sourceTopics: [source], destinationTopic })]));
  expect(status()).toMatchObject({ rulesLoaded: 1, rulesRefusedCount: 1, rulesRefused: [{ ruleId: 'bad' }] });
  await producer.send([event(source, '/bin/sh')]);
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(tagged).toHaveLength(1);
  });
});

it('rules and topics change without a restart: each event meets one revision', async () => {
  const { publish, start, applied } = await setup();
  const [first, second, destinationTopic] = [await newTopic(), await newTopic(), await newTopic()];
  await start();
  await applied(await publish([rule(RULE), pipeline({ sourceTopics: [first], destinationTopic })]));
  const tagged = await follow(destinationTopic);
  await producer.send([event(first, '/bin/sh', { n: 1 })]);
  await eventually(() => {
    expect(tagged).toHaveLength(1);
  });
  await applied(await publish([rule(RULE.replace('/sh', '/zsh'))]));
  await producer.send([event(first, '/bin/sh', { n: 2 }), event(first, '/bin/zsh', { n: 3 })]);
  await eventually(() => {
    expect(tagged).toHaveLength(2);
  });
  await applied(await publish([pipeline({ sourceTopics: [second], destinationTopic })]));
  await producer.send([event(first, '/bin/zsh', { n: 4 }), event(second, '/bin/zsh', { n: 5 })]);
  await eventually(() => {
    expect(tagged).toHaveLength(3);
  });
  const seen = tagged.map(({ value }) => {
    const { n, sluice } = JSON.parse(String(value)) as { n: number; sluice: { revision: number } };
    return [n, sluice.revision];
  });
  expect(seen).toEqual([
    [1, 1],
    [3, 2],
    [5, 3],
  ]);
});

it('a destination that is missing blocks its pipeline visibly, and nothing is dropped', async () => {
  const { publish, start, status, applied } = await setup();
  const [source, destinationTopic] = [await newTopic(), `worker-late-${randomUUID()}`];
  await start();
  await applied(await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]));
  await producer.send(Array.from({ length: 10 }, (_, n) => event(source, '/bin/sh', { n })));
  await eventually(() => {
    expect(status()?.pipelines[0]).toMatchObject({ state: 'BLOCKED' });
    expect(status()?.pipelines[0]?.reason).toContain(destinationTopic);
  });
  await admin.createTopic({ topic: destinationTopic, partitions: 1, config: {} });
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(new Set(tagged.map((record) => header(record, DETECTION_ID_HEADER))).size).toBe(10);
    expect(status()?.pipelines[0]).toMatchObject({ state: 'RUNNING' });
  });
});

it('a blocked pipeline is freed by another destination, without a restart', async () => {
  const { publish, start, status, applied } = await setup();
  const [source, destinationTopic] = [await newTopic(), await newTopic()];
  await start();
  const lost = { sourceTopics: [source], destinationTopic: `worker-never-${randomUUID()}` };
  await applied(await publish([rule(RULE), pipeline(lost)]));
  await producer.send([event(source, '/bin/sh')]);
  await eventually(() => {
    expect(status()?.pipelines[0]?.state).toBe('BLOCKED');
  });
  await publish([pipeline({ sourceTopics: [source], destinationTopic })]);
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(tagged).toHaveLength(1);
    expect(status()?.pipelines[0]?.state).toBe('RUNNING');
  });
});

it('events without a key are all written, also beside one that is refused', async () => {
  const { topics, publish, start, applied } = await setup();
  const source = await newTopic();
  const destinationTopic = `worker-${randomUUID()}`;
  await admin.createTopic({
    topic: destinationTopic,
    partitions: 3,
    config: { 'max.message.bytes': '3000' },
  });
  await start();
  await applied(await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]));
  const keyless = (n: number, fill = '') => ({
    topic: source,
    key: null,
    value: JSON.stringify({ Image: '/bin/sh', n, fill }),
  });
  for (let round = 0; round < 10; round++) {
    await producer.send([keyless(round * 10), keyless(round * 10 + 1, 'x'.repeat(2_900))]);
    for (let n = 2; n < 8; n++) await producer.send([keyless(round * 10 + n)]);
  }
  const [tagged, dead] = [await follow(destinationTopic), await follow(topics.deadLetters)];
  await eventually(() => {
    expect(new Set(tagged.map((record) => header(record, DETECTION_ID_HEADER))).size).toBe(70);
    expect(dead).toHaveLength(10);
  });
});

it('a source that is missing fails its pipeline visibly; it begins by itself when the topic comes', async () => {
  const { publish, start, status } = await setup();
  const [source, destinationTopic] = [`worker-late-${randomUUID()}`, await newTopic()];
  await start();
  await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]);
  await eventually(() => {
    expect(status()?.pipelines[0]?.state).toBe('FAILED');
  });
  await admin.createTopic({ topic: source, partitions: 1, config: {} });
  await producer.send([event(source, '/bin/sh')]);
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(tagged).toHaveLength(1);
  });
});

it('a worker that stops hands over to the next one, and no event is lost', async () => {
  const { publish, start, applied } = await setup();
  const [source, destinationTopic] = [await newTopic(), await newTopic()];
  const stop = await start('w1');
  await applied(await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]));
  const total = 3_000;
  const producing = (async () => {
    for (let n = 0; n < total; n += 100) {
      await producer.send(Array.from({ length: 100 }, (_, i) => event(source, '/bin/sh', { n: n + i })));
      await sleep(5);
    }
  })();
  await start('w2');
  await stop();
  await producing;
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(new Set(tagged.map((record) => header(record, DETECTION_ID_HEADER))).size).toBe(total);
  });
});

it('a worker that is started later reads the whole configuration before its first event', async () => {
  const { publish, start, applied } = await setup();
  const [source, destinationTopic] = [await newTopic(), await newTopic()];
  await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]);
  await publish([rule(RULE.replace('/sh', '/zsh'))]);
  await producer.send([event(source, '/bin/sh', { n: 1 }), event(source, '/bin/zsh', { n: 2 })]);
  await start();
  await applied(2);
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(tagged.map(({ value }) => (JSON.parse(String(value)) as { n: number }).n)).toEqual([2]);
  });
});
