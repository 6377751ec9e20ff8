import { topicNames } from '@sluice/contracts';
import type { KafkaClient } from '@sluice/kafka';
import type { Logger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import { startTopicStore, type TopicStore } from '../../topic-store/topic-store.ts';
import { decodeDetection } from './detection-row.ts';
import { writeDetections } from './write-detections.ts';

export interface DetectionStoreOptions {
  readonly client: KafkaClient;
  readonly database: DataSource;
  readonly log: Logger;
  readonly prefix: string;
  /** Asked before each write. */
  readonly retentionDays: () => Promise<number>;
  readonly now: () => Date;
}

/** Keeps `sluice.detections` in Postgres. */
export function startDetectionStore(options: DetectionStoreOptions): Promise<TopicStore> {
  const { client, database, log, prefix, now } = options;
  return startTopicStore({
    client,
    log,
    now,
    groupId: `${prefix}.api.detections`,
    topic: topicNames(prefix).detections,
    decode: decodeDetection,
    async write(rows, partition) {
      const retentionDays = await options.retentionDays();
      const count = await writeDetections(database, rows, { partition, retentionDays, now: now() });
      if (count > 0) log.warn({ count, retentionDays }, 'detections of days that are not kept left out');
    },
  });
}
