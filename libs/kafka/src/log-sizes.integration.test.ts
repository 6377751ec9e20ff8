import { randomUUID } from 'node:crypto';
import { createLogger } from '@sluice/runtime';
import { expect, inject, it } from 'vitest';
import { createKafkaClient } from './client.ts';
import { readLogSizes } from './log-sizes.ts';
import { createProducer } from './producer.ts';
import { createTopicAdmin } from './topic-admin.ts';

it('tells the bytes of each topic on the disks of the brokers', async () => {
  const client = createKafkaClient(
    { brokers: [inject('kafkaBrokers')], clientId: 'test' },
    createLogger('test', 'silent'),
  );
  const admin = await createTopicAdmin(client);
  const producer = await createProducer(client);
  const topic = `sizes-${randomUUID()}`;
  try {
    await admin.createTopic({ topic, partitions: 3, config: {} });
    expect((await readLogSizes(client))?.get(topic)).toBe(0);
    const values = Array.from({ length: 30 }, () => ({
      topic,
      key: randomUUID(),
      value: 'x'.repeat(10_000),
    }));
    await producer.send(values);
    const bytes = (await readLogSizes(client))?.get(topic) ?? 0;
    expect(bytes).toBeGreaterThan(300_000);
    expect(bytes).toBeLessThan(330_000);
  } finally {
    await producer.close();
    await admin.close();
  }
});
