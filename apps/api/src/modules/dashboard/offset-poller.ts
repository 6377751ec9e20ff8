import type { PartitionOffsets, TopicAdmin } from '@sluice/kafka';
import { mapBounded } from '../../map-bounded.ts';

/** From one look to the next, where there are few pipelines. */
const POLL_MS = 2_000;
/** Of the time, in which it asks at most: where there are many pipelines, the looks are further apart. */
const MAX_SHARE = 0.2;
/** Questions to Kafka at the same time: more would only crowd out what people ask the API. */
const MAX_QUESTIONS = 2;

export interface PolledPipeline {
  readonly id: string;
  readonly sourceTopics: readonly string[];
  readonly destinationTopic: string;
  readonly startOffsets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface OffsetPoller {
  /** Records that the pipeline has not finished; undefined where Kafka could not be asked lately. */
  lag(pipelineId: string): number | undefined;
  /**
   * Records a second that anybody writes, by topic: all topics that a pipeline reads or writes. Left out where Kafka
   * could not be asked the last two times.
   */
  writeRates(): ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export interface OffsetPollerOptions {
  readonly admin: Pick<TopicAdmin, 'offsets' | 'committed'>;
  readonly groupId: (pipelineId: string) => string;
  readonly pipelines: () => Promise<readonly PolledPipeline[]>;
  readonly onTrouble: (error: unknown) => void;
  readonly now: () => number;
}

interface TopicEnd {
  readonly atMs: number;
  readonly partitions: readonly PartitionOffsets[];
}

/** What is written a second between two looks at a topic; a topic that was made anew in between has none. */
export function writeRate(before: TopicEnd, after: TopicEnd): number {
  const ends = new Map(before.partitions.map(({ partition, high }) => [partition, high]));
  let written = 0n;
  for (const { partition, low, high } of after.partitions) {
    const end = ends.get(partition) ?? low;
    if (high > end) written += high - end;
  }
  const seconds = (after.atMs - before.atMs) / 1000;
  return seconds > 0 ? Number(written) / seconds : 0;
}

/** What was never committed counts from the pipeline's start offset. */
function lagOf(
  { sourceTopics, startOffsets }: PolledPipeline,
  committed: ReadonlyMap<string, ReadonlyMap<number, bigint>>,
  ends: ReadonlyMap<string, TopicEnd>,
): number | undefined {
  let lag = 0n;
  for (const topic of sourceTopics) {
    const end = ends.get(topic);
    if (end === undefined) return undefined;
    for (const { partition, low, high } of end.partitions) {
      const start = BigInt(startOffsets[topic]?.[String(partition)] ?? low);
      const position = committed.get(topic)?.get(partition) ?? start;
      const due = position > low ? position : low;
      if (high > due) lag += high - due;
    }
  }
  return Number(lag);
}

function topicsOf(pipelines: readonly PolledPipeline[]): string[] {
  return [
    ...new Set(
      pipelines.flatMap(({ sourceTopics, destinationTopic }) => [...sourceTopics, destinationTopic]),
    ),
  ];
}

/**
 * Asks Kafka itself how far each pipeline is behind and how fast its topics grow, so the answer is right when no
 * worker is alive. What Kafka does not answer for one topic or group stays unknown, and hides nothing else.
 */
export function startOffsetPoller(options: OffsetPollerOptions): OffsetPoller {
  const { admin, groupId, onTrouble, now } = options;
  let ends: ReadonlyMap<string, TopicEnd> = new Map();
  let rates: ReadonlyMap<string, number> = new Map();
  let lags: ReadonlyMap<string, number> = new Map();
  let polling: Promise<void> | undefined;

  /** Answers by key; what failed, or has no answer, is left out. */
  async function askEach<T, R>(
    items: readonly T[],
    key: (item: T) => string,
    ask: (item: T) => Promise<R | undefined>,
  ): Promise<Map<string, R>> {
    const answers = new Map<string, R>();
    const troubles: unknown[] = [];
    await mapBounded(items, MAX_QUESTIONS, async (item) => {
      try {
        const answer = await ask(item);
        if (answer !== undefined) answers.set(key(item), answer);
      } catch (error) {
        troubles.push(error);
      }
    });
    // One is told: where Kafka is away, all others say the same.
    if (troubles.length > 0) onTrouble(troubles[0]);
    return answers;
  }

  async function endOf(topic: string): Promise<TopicEnd> {
    // A topic that is gone holds nothing.
    const partitions = (await admin.offsets(topic)) ?? [];
    return { atMs: now(), partitions };
  }

  async function poll(): Promise<void> {
    const pipelines = await options.pipelines();
    const found = await askEach(topicsOf(pipelines), (topic) => topic, endOf);
    rates = new Map(
      [...found].flatMap(([topic, end]) => {
        const before = ends.get(topic);
        return before === undefined ? [] : [[topic, writeRate(before, end)] as const];
      }),
    );
    ends = found;
    lags = await askEach(
      pipelines,
      ({ id }) => id,
      async (pipeline) =>
        lagOf(pipeline, await admin.committed(groupId(pipeline.id), pipeline.sourceTopics), found),
    );
  }

  async function pollOnce(): Promise<void> {
    const startMs = now();
    try {
      await poll();
    } catch (error) {
      ends = new Map();
      rates = new Map();
      lags = new Map();
      onTrouble(error);
    }
    const tookMs = now() - startMs;
    if (!isStopped) pollAfter(Math.max(POLL_MS - tookMs, tookMs / MAX_SHARE - tookMs));
  }

  function pollAfter(pauseMs: number): void {
    timer = setTimeout(() => {
      polling = pollOnce();
    }, pauseMs);
  }
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  pollAfter(POLL_MS);

  return {
    lag: (pipelineId) => lags.get(pipelineId),
    writeRates: () => rates,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await polling;
    },
  };
}
