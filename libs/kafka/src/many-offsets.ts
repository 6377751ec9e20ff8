import type { KafkaClient } from './client.ts';
import { protocolErrorType } from './errors.ts';
import { openCluster } from './open-cluster.ts';

/** What is used of kafkajs's cluster. */
interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** null where no broker answered. */
  metadata(of: { readonly topics: readonly string[] }): Promise<{
    readonly topicMetadata: readonly {
      readonly topic: string;
      readonly partitionMetadata: readonly { readonly partitionId: number; readonly leader: number }[];
    }[];
  } | null>;
  findBroker(of: { readonly nodeId: number }): Promise<Broker>;
}

interface Broker {
  listOffsets(of: {
    readonly isolationLevel: number;
    readonly topics: readonly {
      readonly topic: string;
      readonly partitions: readonly { readonly partition: number; readonly timestamp: number }[];
    }[];
  }): Promise<{
    readonly responses: readonly {
      readonly topic: string;
      readonly partitions: readonly { readonly partition: number; readonly offset: string }[];
    }[];
  }>;
}

/** Offsets of one partition; as {@link PartitionOffsets} of the admin. */
interface Offsets {
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
}

export interface ManyOffsets {
  /**
   * First and next offset of each partition of many topics, in one question for the partitions and two to each broker.
   * undefined where one of the topics can't be answered for, such as one that is gone.
   */
  read(topics: readonly string[]): Promise<Map<string, Offsets[]> | undefined>;
  close(): Promise<void>;
}

/** Places that ListOffsets answers for instead of a time (Kafka's protocol, key 2). */
const [EARLIEST, LATEST] = [-2, -1];
const READ_UNCOMMITTED = 0;

/** kafkajs's admin asks for one topic at a time: five round trips each. Its cluster can ask for many. */
export function createManyOffsets({ kafka }: KafkaClient): ManyOffsets {
  const cluster = openCluster<Cluster>(kafka);
  let connecting: Promise<void> | undefined;

  async function connect(): Promise<void> {
    connecting ??= cluster.connect();
    try {
      await connecting;
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  }

  /** Broker → topic → its partitions there. */
  async function partitionsByLeader(topics: readonly string[]): Promise<Map<number, Map<string, number[]>>> {
    const metadata = await cluster.metadata({ topics });
    if (metadata === null) throw new UnansweredError();
    const byLeader = new Map<number, Map<string, number[]>>();
    for (const { topic, partitionMetadata } of metadata.topicMetadata) {
      for (const { partitionId, leader } of partitionMetadata) {
        const ofLeader = byLeader.get(leader) ?? new Map<string, number[]>();
        byLeader.set(leader, ofLeader);
        ofLeader.set(topic, [...(ofLeader.get(topic) ?? []), partitionId]);
      }
    }
    return byLeader;
  }

  async function readAll(topics: readonly string[]): Promise<Map<string, Offsets[]>> {
    const found = new Map<string, Offsets[]>(topics.map((topic) => [topic, []]));
    const byLeader = await partitionsByLeader(topics);
    await Promise.all(
      [...byLeader].map(async ([nodeId, ofLeader]) => {
        const broker = await cluster.findBroker({ nodeId });
        const [lows, highs] = await Promise.all([
          offsetsAt(broker, ofLeader, EARLIEST),
          offsetsAt(broker, ofLeader, LATEST),
        ]);
        for (const [topic, partitions] of highs)
          for (const [partition, high] of partitions)
            found.get(topic)?.push({ partition, high, low: lows.get(topic)?.get(partition) ?? high });
      }),
    );
    for (const partitions of found.values())
      partitions.sort((left, right) => left.partition - right.partition);
    return found;
  }

  return {
    async read(topics) {
      if (topics.length === 0) return new Map();
      await connect();
      try {
        return await readAll(topics);
      } catch (error) {
        if (isOfOneTopic(error)) return undefined;
        throw error;
      }
    },
    close: () => cluster.disconnect(),
  };
}

/** kafkajs told nothing, since every broker answered with an error. */
class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
}

/** As against a broker that is away, which is no topic's fault. */
function isOfOneTopic(error: unknown): boolean {
  if (error instanceof UnansweredError || protocolErrorType(error) !== undefined) return true;
  // The leader of a partition that has none just now.
  return error instanceof Error && error.name === 'KafkaJSBrokerNotFound';
}

async function offsetsAt(
  broker: Broker,
  topics: ReadonlyMap<string, readonly number[]>,
  timestamp: number,
): Promise<Map<string, Map<number, bigint>>> {
  const { responses } = await broker.listOffsets({
    isolationLevel: READ_UNCOMMITTED,
    topics: [...topics].map(([topic, partitions]) => ({
      topic,
      partitions: partitions.map((partition) => ({ partition, timestamp })),
    })),
  });
  return new Map(
    responses.map(({ topic, partitions }) => [
      topic,
      new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)])),
    ]),
  );
}
