import type { TopicAdmin } from '@sluice/kafka';
import { mapBounded } from '../../map-bounded.ts';
import { writeRate, type TopicEnd } from '../topics/index.ts';

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
  /** As lag, of one of its source topics. */
  topicLag(pipelineId: string, topic: string): number | undefined;
  /**
   * Records a second that anybody writes, by topic: all topics that a pipeline reads or writes. Left out where Kafka
   * could not be asked the last two times.
   */
  writeRates(): ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export interface OffsetPollerOptions {
  readonly admin: Pick<TopicAdmin, 'manyOffsets' | 'committed'>;
  readonly groupId: (pipelineId: string) => string;
  readonly pipelines: () => Promise<readonly PolledPipeline[]>;
  readonly onTrouble: (error: unknown) => void;
  readonly now: () => number;
}

interface PipelineLag {
  readonly byTopic: ReadonlyMap<string, number>;
  readonly total: number | undefined;
}

/** By source topic, where its end is known. What was never committed counts from the pipeline's start offset. */
function lagsOf(
  { sourceTopics, startOffsets }: PolledPipeline,
  committed: ReadonlyMap<string, ReadonlyMap<number, bigint>>,
  ends: ReadonlyMap<string, TopicEnd>,
): ReadonlyMap<string, number> {
  const lags = new Map<string, number>();
  for (const topic of sourceTopics) {
    const end = ends.get(topic);
    if (end === undefined) continue;
    let lag = 0n;
    for (const { partition, low, high } of end.partitions) {
      const start = BigInt(startOffsets[topic]?.[String(partition)] ?? low);
      const position = committed.get(topic)?.get(partition) ?? start;
      const due = position > low ? position : low;
      if (high > due) lag += high - due;
    }
    lags.set(topic, Number(lag));
  }
  return lags;
}

/** undefined where one of them is not known. */
function sumOf(sourceTopics: readonly string[], lags: ReadonlyMap<string, number>): number | undefined {
  const known = sourceTopics.map((topic) => lags.get(topic));
  return known.includes(undefined) ? undefined : known.reduce<number>((sum, lag) => sum + (lag ?? 0), 0);
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
  let lags: ReadonlyMap<string, PipelineLag> = new Map();
  let polling: Promise<void> | undefined;

  /** Of topics that Kafka can be asked for. One that is gone holds nothing. */
  async function endsOf(topics: readonly string[]): Promise<Map<string, TopicEnd>> {
    const troubles = new Map<string, unknown>();
    const offsets = await admin.manyOffsets(topics, (topic, error) => troubles.set(topic, error));
    const [trouble] = troubles.values();
    if (troubles.size > 0) onTrouble(trouble);
    const atMs = now();
    return new Map(
      topics
        .filter((topic) => !troubles.has(topic))
        .map((topic) => [topic, { atMs, partitions: offsets.get(topic) ?? [] }]),
    );
  }

  /** Only of topics that hold something: kafkajs fails for all where one is gone. */
  async function committedOf(
    id: string,
    sourceTopics: readonly string[],
    known: ReadonlyMap<string, TopicEnd>,
  ): Promise<ReadonlyMap<string, ReadonlyMap<number, bigint>>> {
    const asked = sourceTopics.filter((topic) => (known.get(topic)?.partitions.length ?? 0) > 0);
    return asked.length === 0 ? new Map() : admin.committed(groupId(id), asked);
  }

  /** By pipeline; those whose group Kafka can't be asked for are left out. */
  async function lagsOfAll(
    pipelines: readonly PolledPipeline[],
    known: ReadonlyMap<string, TopicEnd>,
  ): Promise<Map<string, PipelineLag>> {
    const found = new Map<string, PipelineLag>();
    const troubles: unknown[] = [];
    await mapBounded(pipelines, MAX_QUESTIONS, async (pipeline) => {
      const { id, sourceTopics } = pipeline;
      try {
        const byTopic = lagsOf(pipeline, await committedOf(id, sourceTopics, known), known);
        found.set(id, { byTopic, total: sumOf(sourceTopics, byTopic) });
      } catch (error) {
        troubles.push(error);
      }
    });
    // One is told: where Kafka is away, all others say the same.
    if (troubles.length > 0) onTrouble(troubles[0]);
    return found;
  }

  async function poll(): Promise<void> {
    const pipelines = await options.pipelines();
    const found = await endsOf(topicsOf(pipelines));
    rates = new Map(
      [...found].flatMap(([topic, end]) => {
        const before = ends.get(topic);
        return before === undefined ? [] : [[topic, writeRate(before, end)] as const];
      }),
    );
    ends = found;
    lags = await lagsOfAll(pipelines, found);
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
    lag: (pipelineId) => lags.get(pipelineId)?.total,
    topicLag: (pipelineId, topic) => lags.get(pipelineId)?.byTopic.get(topic),
    writeRates: () => rates,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await polling;
    },
  };
}
