import type { PartitionOffsets, TopicAdmin } from '@sluice/kafka';
import { writeRate } from './write-rate.ts';

/** The topics at one moment. */
export interface TopicLook {
  /** By name. */
  readonly topics: ReadonlyMap<string, readonly PartitionOffsets[]>;
  /** What anybody writes a second, by topic; empty where nobody looked within the last minute. */
  readonly rates: ReadonlyMap<string, number>;
}

interface Remembered {
  readonly atMs: number;
  readonly topics: TopicLook['topics'];
}

/** Closer together, two looks tell no rate; further apart, it would be one of long ago. */
const MIN_APART_MS = 1_000;
const MAX_APART_MS = 60_000;

/**
 * Looks at all topics of Kafka, for all who ask: one look runs and one waits, however many ask, and nobody is told what
 * was seen before they asked. Remembers the look before the last for the rates.
 */
export function createTopicLooks(
  admin: Pick<TopicAdmin, 'listTopics' | 'manyOffsets'>,
  now: () => number,
): () => Promise<TopicLook> {
  let base: Remembered | undefined;
  let rates: ReadonlyMap<string, number> = new Map();
  let running: Promise<TopicLook> | undefined;
  let waiting: Promise<TopicLook> | undefined;

  function remember(seen: Remembered): void {
    const apartMs = base === undefined ? Infinity : seen.atMs - base.atMs;
    if (base !== undefined && apartMs < MIN_APART_MS) return;
    const before = base;
    base = seen;
    rates = new Map();
    if (before === undefined || apartMs > MAX_APART_MS) return;
    rates = new Map(
      [...seen.topics].flatMap(([topic, partitions]) => {
        const known = before.topics.get(topic);
        if (known === undefined) return [];
        const then = { atMs: before.atMs, partitions: known };
        return [[topic, writeRate(then, { atMs: seen.atMs, partitions })] as const];
      }),
    );
  }

  async function look(): Promise<TopicLook> {
    const topics = await admin.manyOffsets(await admin.listTopics());
    remember({ atMs: now(), topics });
    return { topics, rates };
  }

  function start(): Promise<TopicLook> {
    const started = look().finally(() => {
      running = undefined;
    });
    running = started;
    return started;
  }

  return () => {
    if (running === undefined) return start();
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = undefined;
        return start();
      });
    return waiting;
  };
}
