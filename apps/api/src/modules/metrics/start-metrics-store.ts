import { decodeMessage, metricsMessage, topicNames } from '@sluice/contracts';
import type { KafkaClient } from '@sluice/kafka';
import type { Logger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import { startTopicStore, type TopicStore } from '../../topic-store/topic-store.ts';
import type { MetricsRetention } from './rollup-tables.ts';
import { writeMetrics } from './write-metrics.ts';

export interface MetricsStoreOptions {
  readonly client: KafkaClient;
  readonly database: DataSource;
  readonly log: Logger;
  readonly prefix: string;
  /** Asked before each write. */
  readonly retention: () => Promise<MetricsRetention>;
  readonly now: () => Date;
}

/** Reports of so long go into the sums at once: each worker sends one a second, and all of them change the same rows. */
const PAUSE_MS = 3_000;

/** Sums up `sluice.metrics` in Postgres. */
export function startMetricsStore(options: MetricsStoreOptions): Promise<TopicStore> {
  const { client, database, log, prefix, retention, now } = options;
  return startTopicStore({
    client,
    log,
    now,
    groupId: `${prefix}.api.metrics`,
    topic: topicNames(prefix).metrics,
    pauseMs: PAUSE_MS,
    decode: (text) => decodeMessage(metricsMessage, text),
    async write(reports) {
      const count = await writeMetrics(database, reports, now(), await retention());
      if (count > 0) log.warn({ count }, 'reports of times that are not kept left out');
    },
  });
}
