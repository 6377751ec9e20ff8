import type { KafkaClient } from './client.ts';

const METADATA_MAX_AGE_MS = 60_000;

/**
 * A cluster with the settings of the client; it creates no topic that it is asked about. kafkajs keeps it to itself: `Cluster` is
 * what the caller uses of that of version 2.2.4.
 */
export function openCluster<Cluster>(kafka: KafkaClient['kafka']): Cluster {
  const symbol = Object.getOwnPropertySymbols(kafka).find(
    ({ description }) => description === 'private:Kafka:createCluster',
  );
  if (symbol === undefined) throw new Error('this version of kafkajs creates its clusters otherwise');
  const create = (kafka as unknown as Record<symbol, (options: object) => Cluster>)[symbol];
  if (create === undefined) throw new Error('this version of kafkajs creates its clusters otherwise');
  return create({ allowAutoTopicCreation: false, metadataMaxAge: METADATA_MAX_AGE_MS });
}
