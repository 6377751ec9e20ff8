export interface TopicPartitionOffset {
  readonly topic: string;
  readonly partition: number;
  /** The next offset to read, a decimal string. */
  readonly offset: string;
}

export interface OffsetCommitter {
  /** From now on the partition has been worked off up to `offset`. */
  record(position: TopicPartitionOffset): void;
  /** Commits what was recorded. A commit that fails is tried again with the next one. */
  flush(): Promise<void>;
  /** A new generation of the group has begun: what was recorded before is no longer ours to commit. */
  beginGeneration(): void;
}

/** Commits in order, one request at a time, and never into a generation that the work was not done in. */
export function createOffsetCommitter(
  commit: (offsets: TopicPartitionOffset[]) => Promise<void>,
  onFailure: (error: unknown) => void,
): OffsetCommitter {
  let pending = new Map<string, TopicPartitionOffset>();
  let generation = 0;
  let flushing = Promise.resolve();

  async function flushOnce(): Promise<void> {
    const taken = pending;
    const ofGeneration = generation;
    if (taken.size === 0) return;
    pending = new Map();
    try {
      await commit([...taken.values()]);
    } catch (error) {
      onFailure(error);
      if (generation === ofGeneration) pending = new Map([...taken, ...pending]);
    }
  }

  return {
    record(position) {
      pending.set(`${position.topic}/${position.partition}`, position);
    },
    flush() {
      flushing = flushing.then(flushOnce);
      return flushing;
    },
    beginGeneration() {
      generation += 1;
      pending = new Map();
    },
  };
}
