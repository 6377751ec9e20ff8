import type { TopicAdmin } from '@sluice/kafka';

const POLL_MS = 2_000;

export interface LagSource {
  readonly id: string;
  readonly sourceTopics: readonly string[];
  readonly startOffsets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface LagPoller {
  /** Records that the pipeline has not finished; undefined where Kafka could not be asked lately. */
  lag(pipelineId: string): number | undefined;
  stop(): Promise<void>;
}

export interface LagPollerOptions {
  readonly admin: TopicAdmin;
  readonly groupId: (pipelineId: string) => string;
  readonly pipelines: () => Promise<readonly LagSource[]>;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Asks Kafka itself how far each pipeline is behind, so the answer is right when no worker is alive. What was never
 * committed counts from the pipeline's start offset.
 */
export function startLagPoller({ admin, groupId, pipelines, onTrouble }: LagPollerOptions): LagPoller {
  let lags = new Map<string, number>();
  let polling = Promise.resolve();
  let isBusy = false;

  async function lagOf({ id, sourceTopics, startOffsets }: LagSource): Promise<number> {
    const committed = await admin.committed(groupId(id), sourceTopics);
    let lag = 0n;
    for (const topic of sourceTopics) {
      for (const { partition, low, high } of (await admin.offsets(topic)) ?? []) {
        const start = BigInt(startOffsets[topic]?.[String(partition)] ?? low);
        const position = committed.get(topic)?.get(partition) ?? start;
        const due = position > low ? position : low;
        if (high > due) lag += high - due;
      }
    }
    return Number(lag);
  }

  async function poll(): Promise<void> {
    try {
      const sources = await pipelines();
      const found = await Promise.all(
        sources.map(async (source) => [source.id, await lagOf(source)] as const),
      );
      lags = new Map(found);
    } catch (error) {
      lags = new Map();
      onTrouble(error);
    }
    isBusy = false;
  }

  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    polling = poll();
  }, POLL_MS);

  return {
    lag: (pipelineId) => lags.get(pipelineId),
    async stop() {
      clearInterval(timer);
      await polling;
    },
  };
}
