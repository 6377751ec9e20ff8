import type { Admin } from 'kafkajs';
import { checkPosition } from './positions.ts';
import { retryPassing } from './retry-passing.ts';

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface LostRange extends TopicPartition {
  readonly from: string;
  readonly to: string;
}

/** Where a fetched batch stands: read it, or leave it and go to `seek`. */
export type Placement = { readonly kind: 'read' } | { readonly kind: 'seek'; readonly offset: string };

export interface GroupPositions {
  /** Learns the committed offsets before the first fetch: kafkajs overwrites a position that it finds gone. */
  learn(topics: readonly string[]): Promise<void>;
  /**
   * Loads the positions of a new generation. Resolves with the start offsets of partitions for which the group has
   * committed none; they are to be committed.
   */
  load(assigned: readonly TopicPartition[]): Promise<(TopicPartition & { readonly offset: string })[]>;
  place(batch: TopicPartition, first: bigint): Promise<Placement>;
  /** All before `next` is worked off. */
  advance(batch: TopicPartition, next: bigint): void;
}

export interface GroupPositionOptions {
  readonly admin: Admin;
  readonly groupId: string;
  /** First offset that counts where the group has committed none; undefined: the oldest that Kafka holds. */
  readonly startOffset: (topic: string, partition: number) => string | undefined;
  readonly onLost: (lost: LostRange) => void;
}

interface Position {
  next: bigint;
  isPlaced: boolean;
}

const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

/** What the members of a group have worked off, as this member knows it. */
export function createGroupPositions(options: GroupPositionOptions): GroupPositions {
  const { admin, groupId, startOffset, onLost } = options;
  /** The newest committed offset that we know, for partitions of any generation. */
  const known = new Map<string, string>();
  let loading = Promise.resolve(new Map<string, Position>());

  async function fetchCommitted(topics: readonly string[]): Promise<void> {
    const committed = await retryPassing(() => admin.fetchOffsets({ groupId, topics: [...topics] }));
    for (const { topic, partitions } of committed) {
      for (const { partition, offset } of partitions) {
        // Below 0: none, or what kafkajs commits for a position that it found gone.
        if (!offset.startsWith('-')) known.set(nameOf({ topic, partition }), offset);
      }
    }
  }

  async function loadPositions(assigned: readonly TopicPartition[]): Promise<Map<string, Position>> {
    await fetchCommitted([...new Set(assigned.map(({ topic }) => topic))]);
    const positions = new Map<string, Position>();
    for (const each of assigned) {
      const offset = known.get(nameOf(each)) ?? startOffset(each.topic, each.partition);
      if (offset !== undefined) positions.set(nameOf(each), { next: BigInt(offset), isPlaced: false });
    }
    return positions;
  }

  return {
    learn: fetchCommitted,
    async load(assigned) {
      loading = loadPositions(assigned);
      const positions = await loading;
      return assigned.flatMap((each) => {
        const position = positions.get(nameOf(each));
        if (known.has(nameOf(each)) || position === undefined) return [];
        return [{ ...each, offset: String(position.next) }];
      });
    },
    async place(batch, first) {
      const position = (await loading).get(nameOf(batch));
      if (position === undefined || position.next === first) return { kind: 'read' };
      const offsets = await retryPassing(() => admin.fetchTopicOffsets(batch.topic));
      const held = offsets.find(({ partition }) => partition === batch.partition);
      const [low, high] = [BigInt(held?.low ?? 0), BigInt(held?.high ?? 0)];
      const check = checkPosition({ due: position.next, isPlaced: position.isPlaced, first, low, high });
      if (check.kind === 'ahead') return { kind: 'seek', offset: String(check.offset) };
      if (check.kind === 'lost') {
        onLost({ ...batch, from: String(check.from), to: String(check.to) });
        // Told once, also when the batch is read again.
        position.next = first;
      }
      return { kind: 'read' };
    },
    advance(batch, next) {
      known.set(nameOf(batch), String(next));
      void loading.then(
        (positions) => positions.set(nameOf(batch), { next, isPlaced: true }),
        () => undefined, // the next batch fails for the same reason, and tells it
      );
    },
  };
}
