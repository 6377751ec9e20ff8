import type { KafkaClient } from './client.ts';
import { kafkaRelease } from './kafka-release.ts';
import { openCluster } from './open-cluster.ts';
import { supportedMetadataVersion } from './supported-features.ts';

/** What is used of kafkajs's cluster. */
interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  metadata(of: {
    readonly topics: readonly string[];
  }): Promise<{ readonly brokers: readonly { readonly nodeId: number }[] } | null>;
  findBroker(of: { readonly nodeId: number }): Promise<Broker>;
}

interface Broker {
  readonly connectionPool: {
    send<T>(asked: {
      readonly request: {
        readonly apiKey: number;
        readonly apiVersion: number;
        readonly apiName: string;
        /** kafkajs's encoder: the buffer twice. */
        encode(): Promise<{ readonly buf: Buffer; readonly buffer: Buffer }>;
      };
      readonly response: { decode(payload: Buffer): Promise<T>; parse(decoded: T): Promise<T> };
    }): Promise<T>;
  };
}

const API_VERSIONS = 18;
/** The first that tells features; kafkajs asks by older ones. */
const WITH_FEATURES = 3;
/** Brokers that are asked. */
const MAX_BROKERS = 100;

/** Ends the header's tagged fields, then the client's name and version (compact texts), and ends the body's. */
function requestBody(): Buffer {
  const compact = (text: string): Buffer =>
    Buffer.concat([Buffer.from([text.length + 1]), Buffer.from(text)]);
  return Buffer.concat([Buffer.from([0]), compact('sluice'), compact('1'), Buffer.from([0])]);
}

async function levelOf(broker: Broker): Promise<{ readonly level: number | undefined }> {
  const body = requestBody();
  return broker.connectionPool.send({
    request: {
      ...{ apiKey: API_VERSIONS, apiVersion: WITH_FEATURES, apiName: 'ApiVersions' },
      encode: () => Promise.resolve({ buf: body, buffer: body }),
    },
    response: {
      decode: (payload) => Promise.resolve({ level: supportedMetadataVersion(payload) }),
      parse: (decoded) => Promise.resolve(decoded),
    },
  });
}

/**
 * The releases of Apache Kafka that the brokers are of, such as `4.3`, each once: by the highest `metadata.version` that a broker
 * supports. Brokers that tell none (before 3.3, with ZooKeeper, other makes) and those that can't be asked are left out.
 */
export async function readBrokerVersions({ kafka }: KafkaClient): Promise<readonly string[]> {
  const cluster = openCluster<Cluster>(kafka);
  try {
    await cluster.connect();
    const brokers = (await cluster.metadata({ topics: [] }))?.brokers ?? [];
    const asked = await Promise.allSettled(
      brokers
        .slice(0, MAX_BROKERS)
        .map(async ({ nodeId }) => (await levelOf(await cluster.findBroker({ nodeId }))).level),
    );
    const levels = asked.flatMap((each) => (each.status === 'fulfilled' ? (each.value ?? []) : []));
    return [...new Set(levels.toSorted((left, right) => left - right).map(kafkaRelease))];
  } finally {
    await cluster.disconnect();
  }
}
