import { randomUUID } from 'node:crypto';
import { ContractError } from '@sluice/contracts';
import { createKafkaClient, createTopicAdmin } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { QueryFailedError } from 'typeorm';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { sendRecords, untilRead } from '../testing/topic-records.ts';
import { startTopicStore, type TopicStoreOptions } from './topic-store.ts';

const log = createLogger('test', 'silent');
const client = createKafkaClient({ brokers: [inject('kafkaBrokers')], clientId: 'test' }, log);

/** A topic with these records, and a group that reads it. */
async function topicOf(values: readonly string[]) {
  const topic = `store-${randomUUID()}`;
  const admin = await createTopicAdmin(client);
  await admin.createTopic({ topic, partitions: 1, config: {} });
  await admin.close();
  await sendRecords(values.map((value) => ({ topic, key: 'k', value })));
  return { topic, groupId: `${topic}.store` };
}

type Write = TopicStoreOptions<number>['write'];

function start(of: { readonly topic: string; readonly groupId: string }, write: Write) {
  return startTopicStore<number>({
    ...of,
    client,
    log,
    now: () => new Date(),
    decode(text) {
      if (!/^\d+$/.test(text)) throw new ContractError('no number');
      return Number(text);
    },
    write,
  });
}

const hundred = Array.from({ length: 100 }, (_, n) => n);

it('a write that fails is tried again, and nothing is committed before it is done', async () => {
  const of = await topicOf(hundred.map(String));
  let attempts = 0;
  const first = await start(of, () => {
    attempts += 1;
    return Promise.reject(new Error('Postgres is away'));
  });
  await vi.waitFor(() => {
    expect(attempts).toBeGreaterThan(1);
  }, 30_000);
  await first.stop();

  const kept: number[] = [];
  const second = await start(of, (numbers) => {
    kept.push(...numbers);
    return Promise.resolve();
  });
  onTestFinished(() => second.stop());
  await untilRead(of.groupId, of.topic);
  expect(kept).toEqual(hundred);
});

it('what can not be read or written is left out, and all else is kept once, in its order', async () => {
  const of = await topicOf(hundred.map((n) => (n % 30 === 7 ? 'broken' : String(n))));
  const refused = new Set([0, 41, 42, 99]);
  const kept: number[] = [];
  const store = await start(of, (numbers) => {
    if (numbers.some((n) => refused.has(n)))
      return Promise.reject(new QueryFailedError('', [], Object.assign(new Error(), { code: '22003' })));
    kept.push(...numbers);
    return Promise.resolve();
  });
  onTestFinished(() => store.stop());
  await untilRead(of.groupId, of.topic);
  expect(kept).toEqual(hundred.filter((n) => n % 30 !== 7 && !refused.has(n)));
});
