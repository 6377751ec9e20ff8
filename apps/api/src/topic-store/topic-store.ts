import { setTimeout as delay } from 'node:timers/promises';
import { ContractError } from '@sluice/contracts';
import { createBatchConsumer, type ConsumedRecord, type KafkaClient, type RecordBatch } from '@sluice/kafka';
import type { Logger } from '@sluice/runtime';
import { isDataError } from '../database/data-error.ts';

export interface TopicStoreOptions<Message> {
  readonly client: KafkaClient;
  readonly log: Logger;
  /** All replicas share the topic as members of this group. */
  readonly groupId: string;
  readonly topic: string;
  /** Waits so long after a write, to write more at once; not where it is behind. Far below the group's session of 10 s. */
  readonly pauseMs?: number;
  /** Throws ContractError where a record can't be read. */
  readonly decode: (text: string) => Message;
  /**
   * Keeps what the messages of one Kafka partition say, in one transaction. The same messages again, from any replica,
   * change nothing.
   */
  readonly write: (messages: readonly Message[], partition: number) => Promise<void>;
  readonly now: () => Date;
}

export interface TopicStore {
  /** Finishes the write in work, and leaves the group. */
  stop(): Promise<void>;
}

/** One transaction; between two of them the group hears of this member. */
const RECORDS_PER_WRITE = 500;
const RETRY_MS = 1_000;

interface Read<Message> {
  readonly message: Message;
  readonly offset: string;
}

interface Skipped {
  readonly offset: string;
  readonly error: unknown;
}

/**
 * Keeps a topic in Postgres: read by one group of all replicas, committed after the write. While Postgres is away it
 * waits. A record that can't be read, or that Postgres will never take, is left out, counted and logged.
 */
export async function startTopicStore<Message>(options: TopicStoreOptions<Message>): Promise<TopicStore> {
  const { log, topic, groupId, pauseMs = 0 } = options;
  const stopping = new AbortController();
  let skippedSinceStart = 0;

  function tellSkipped(partition: number, skipped: readonly Skipped[]): void {
    const [first] = skipped;
    if (first === undefined) return;
    skippedSinceStart += skipped.length;
    const { offset, error } = first;
    const facts = { topic, partition, count: skipped.length, firstOffset: offset, skippedSinceStart };
    log.warn({ ...facts, err: error }, 'records skipped');
  }

  function read(records: readonly ConsumedRecord[], skipped: Skipped[]): Read<Message>[] {
    return records.flatMap(({ value, offset }) => {
      try {
        return value === null ? [] : [{ message: options.decode(value.toString('utf8')), offset }];
      } catch (error) {
        if (!(error instanceof ContractError)) throw error;
        skipped.push({ offset, error });
        return [];
      }
    });
  }

  /** What Postgres will never take is found by halving. */
  async function write(all: readonly Read<Message>[], partition: number, skipped: Skipped[]): Promise<void> {
    const [first] = all;
    if (first === undefined) return;
    try {
      await options.write(
        all.map(({ message }) => message),
        partition,
      );
    } catch (error) {
      if (!isDataError(error)) throw error;
      if (all.length === 1) {
        skipped.push({ offset: first.offset, error });
        return;
      }
      const half = all.length >> 1;
      await write(all.slice(0, half), partition, skipped);
      await write(all.slice(half), partition, skipped);
    }
  }

  async function keep(batch: RecordBatch, records: readonly ConsumedRecord[]): Promise<void> {
    for (;;) {
      const skipped: Skipped[] = [];
      try {
        await write(read(records, skipped), batch.partition, skipped);
        tellSkipped(batch.partition, skipped);
        return;
      } catch (error) {
        log.warn({ topic, err: error }, 'records not kept, tried again');
        if (!batch.isActive()) throw error;
      }
      await delay(RETRY_MS);
      await batch.heartbeat();
    }
  }

  async function pause(batch: RecordBatch): Promise<void> {
    const newestMs = batch.records.at(-1)?.timestampMs ?? 0;
    if (pauseMs === 0 || options.now().getTime() - newestMs > 2 * pauseMs) return;
    await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  const consumer = await createBatchConsumer(options.client, {
    groupId,
    topics: [topic],
    startOffset: () => undefined,
    async onBatch(batch) {
      for (let start = 0; start < batch.records.length; start += RECORDS_PER_WRITE) {
        const part = batch.records.slice(start, start + RECORDS_PER_WRITE);
        await keep(batch, part);
        batch.workedOff(part);
        await batch.heartbeat();
      }
      await pause(batch);
    },
    onAssigned: () => undefined,
    onPositionLost(lost) {
      log.warn(lost, 'records were dropped by Kafka before they were kept');
    },
    onTrouble(reason) {
      log.warn({ topic, groupId, reason }, 'reading interrupted');
    },
  });
  return {
    async stop() {
      stopping.abort();
      await consumer.stop();
    },
  };
}
