import { askBrokers, type BrokersOfCluster } from './ask-broker.ts';
import type { KafkaClient } from './client.ts';
import { kafkaRelease } from './kafka-release.ts';
import { openCluster } from './open-cluster.ts';
import { supportedMetadataVersion } from './supported-features.ts';

const API_VERSIONS = 18;
/** The first that tells features; kafkajs asks by older ones. */
const WITH_FEATURES = 3;

/** Ends the header's tagged fields, then the client's name and version (compact texts), and ends the body's. */
function requestBody(): Buffer {
  const compact = (text: string): Buffer =>
    Buffer.concat([Buffer.from([text.length + 1]), Buffer.from(text)]);
  return Buffer.concat([Buffer.from([0]), compact('sluice'), compact('1'), Buffer.from([0])]);
}

/**
 * The releases of Apache Kafka that the brokers are of, such as `4.3`, each once: by the highest `metadata.version` that a broker
 * supports. Brokers that tell none (before 3.3, with ZooKeeper, other makes) and those that can't be asked are left out.
 */
export async function readBrokerVersions({ kafka }: KafkaClient): Promise<readonly string[]> {
  const cluster = openCluster<BrokersOfCluster>(kafka);
  try {
    await cluster.connect();
    const asked = await askBrokers(cluster, {
      ...{ key: API_VERSIONS, version: WITH_FEATURES, name: 'ApiVersions' },
      ...{ body: requestBody(), decode: supportedMetadataVersion },
    });
    const levels = asked.flatMap((each) => (each.status === 'fulfilled' ? (each.value ?? []) : []));
    return [...new Set(levels.toSorted((left, right) => left - right).map(kafkaRelease))];
  } finally {
    await cluster.disconnect();
  }
}
