import { topicNames } from '@sluice/contracts';
import type { KafkaClient } from '@sluice/kafka';
import type { Logger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import { startTopicStore, type TopicStore } from '../../topic-store/topic-store.ts';
import { decodeShadowMatch } from './shadow-match-row.ts';
import { writeShadowMatches } from './write-shadow-matches.ts';

export interface ShadowMatchStoreOptions {
  readonly client: KafkaClient;
  readonly database: DataSource;
  readonly log: Logger;
  readonly prefix: string;
  /** Asked before each write. */
  readonly retentionDays: () => Promise<number>;
  readonly now: () => Date;
}

/** Keeps `sluice.shadow-matches` in Postgres. */
export function startShadowMatchStore(options: ShadowMatchStoreOptions): Promise<TopicStore> {
  const { client, database, log, prefix, now } = options;
  return startTopicStore({
    client,
    log,
    now,
    groupId: `${prefix}.api.shadow-matches`,
    topic: topicNames(prefix).shadowMatches,
    decode: decodeShadowMatch,
    async write(rows) {
      const retentionDays = await options.retentionDays();
      const count = await writeShadowMatches(database, rows, { retentionDays, now: now() });
      if (count > 0) log.warn({ count, retentionDays }, 'samples of days that are not kept left out');
    },
  });
}
