import { askBrokers, type BrokersOfCluster } from './ask-broker.ts';
import type { KafkaClient } from './client.ts';
import { openCluster } from './open-cluster.ts';

const DESCRIBE_LOG_DIRS = 35;
/** All topics: an array that is none. */
const ALL_TOPICS = Buffer.from([0xff, 0xff, 0xff, 0xff]);

/**
 * Bytes that a broker's answer to DescribeLogDirs version 1 tells of each topic, into `sizes`. False where the broker refuses
 * to tell. Throws RangeError for an answer that ends too soon.
 */
export function readLogDirs(payload: Buffer, sizes: Map<string, number>): boolean {
  let at = 4; // How long the broker made us wait.
  const number16 = (): number => payload.readInt16BE((at += 2) - 2);
  const number32 = (): number => payload.readInt32BE((at += 4) - 4);
  const text = (): string => {
    const length = Math.max(0, number16());
    at += length;
    if (at > payload.length) throw new RangeError('the answer ends too soon');
    return payload.toString('utf8', at - length, at);
  };
  let isTold = true;
  for (let folders = number32(); folders > 0; folders -= 1) {
    if (number16() !== 0) isTold = false;
    text(); // The folder.
    for (let topics = number32(); topics > 0; topics -= 1) {
      const topic = text();
      let bytes = 0;
      // Of each partition: number, bytes, how far it lags behind, whether it is about to move here.
      for (let partitions = number32(); partitions > 0; partitions -= 1, at += 21)
        bytes += Number(payload.readBigInt64BE(at + 4));
      sizes.set(topic, (sizes.get(topic) ?? 0) + bytes);
    }
  }
  return isTold;
}

/**
 * Bytes on the disks of all brokers by topic, each replica counted. undefined where a broker is away or may not tell (Kafka's
 * right DESCRIBE on the cluster), as the sum would be wrong.
 */
export async function readLogSizes({ kafka }: KafkaClient): Promise<ReadonlyMap<string, number> | undefined> {
  const cluster = openCluster<BrokersOfCluster>(kafka);
  const sizes = new Map<string, number>();
  try {
    await cluster.connect();
    const asked = await askBrokers(cluster, {
      ...{ key: DESCRIBE_LOG_DIRS, version: 1, name: 'DescribeLogDirs', body: ALL_TOPICS },
      decode: (payload) => readLogDirs(payload, sizes),
    });
    return asked.length > 0 && asked.every((each) => each.status === 'fulfilled' && each.value)
      ? sizes
      : undefined;
  } finally {
    await cluster.disconnect();
  }
}
