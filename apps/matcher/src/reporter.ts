import {
  createProducer,
  describeKafkaError,
  type KafkaClient,
  type Producer,
  type RecordToSend,
} from '@sluice/kafka';
import type { Logger } from '@sluice/runtime';

/** Ten minutes of one report a second. */
const MOST_KEPT = 600;

export interface Reporter {
  /** Sends what `make` answers when its turn comes. Never rejects: a worker goes on while nobody hears it. */
  send(make: () => RecordToSend): Promise<void>;
  /** As send, of several records at once. */
  sendAll(make: () => readonly RecordToSend[]): Promise<void>;
  /** As send, but a report that can't be sent now goes out with a later one. */
  sendSurely(make: () => RecordToSend): Promise<void>;
  close(): Promise<void>;
}

/** What a worker says of itself, in order, one report at a time. */
export function createReporter(client: KafkaClient, log: Logger): Reporter {
  let producer: Producer | undefined;
  let kept: readonly RecordToSend[] = [];
  let queue = Promise.resolve();

  async function attempt(fresh: readonly RecordToSend[], isKept: boolean): Promise<void> {
    const records = [...kept, ...fresh];
    if (records.length === 0) return;
    try {
      producer ??= await createProducer(client);
      await producer.send(records);
      kept = [];
    } catch (error) {
      log.warn({ topic: fresh[0]?.topic, reason: describeKafkaError(error) }, 'report not sent');
      if (isKept) kept = records.slice(-MOST_KEPT);
      await close();
    }
  }

  async function close(): Promise<void> {
    const open = producer;
    producer = undefined;
    await open?.close();
  }

  function enqueue(make: () => readonly RecordToSend[], isKept: boolean): Promise<void> {
    queue = queue.then(() => attempt(make(), isKept));
    return queue;
  }

  return {
    send: (make) => enqueue(() => [make()], false),
    sendAll: (make) => enqueue(make, false),
    sendSurely: (make) => enqueue(() => [make()], true),
    async close() {
      await queue;
      await close();
    },
  };
}
