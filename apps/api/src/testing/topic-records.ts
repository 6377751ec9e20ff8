import { createKafkaClient, createProducer, createTopicAdmin, type RecordToSend } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { inject, vi } from 'vitest';

const kafkaClient = () =>
  createKafkaClient({ brokers: [inject('kafkaBrokers')], clientId: 'test' }, createLogger('test', 'silent'));

/** Writes records, in order. */
export async function sendRecords(records: readonly RecordToSend[]): Promise<void> {
  const producer = await createProducer(kafkaClient());
  await producer.send(records);
  await producer.close();
}

/** Resolves when the group has committed all that its topic holds. */
export async function untilRead(groupId: string, topic: string, timeoutMs = 60_000): Promise<void> {
  const admin = await createTopicAdmin(kafkaClient());
  await vi.waitFor(
    async () => {
      const committed = (await admin.committed(groupId, [topic])).get(topic);
      for (const { partition, low, high } of (await admin.offsets(topic)) ?? [])
        if (high > low && committed?.get(partition) !== high) throw new Error(`${topic} is not read whole`);
    },
    { timeout: timeoutMs, interval: 50 },
  );
  await admin.close();
}
