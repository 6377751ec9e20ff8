import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startOffsetPoller, type OffsetPoller, type PolledPipeline } from './offset-poller.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pipeline = (id: string, source: string): PolledPipeline => ({
  id,
  sourceTopics: [source],
  destinationTopic: 'out',
  startOffsets: { [source]: { '0': '0' } },
});

/** `ends` are read at each poll; a topic without one can't be asked. */
function poller(ends: Map<string, bigint>, pipelines: readonly PolledPipeline[]): [OffsetPoller, unknown[]] {
  const troubles: unknown[] = [];
  const started = startOffsetPoller({
    admin: {
      manyOffsets(topics, onTrouble) {
        for (const topic of topics)
          if (!ends.has(topic)) onTrouble?.(topic, new Error(`no leader for ${topic}`));
        const found = topics.flatMap((topic) => {
          const high = ends.get(topic);
          return high === undefined ? [] : [[topic, [{ partition: 0, low: 0n, high }]] as const];
        });
        return Promise.resolve(new Map(found));
      },
      committed: () => Promise.resolve(new Map([['in', new Map([[0, 40n]])]])),
    },
    groupId: (id) => id,
    pipelines: () => Promise.resolve(pipelines),
    onTrouble: (error) => troubles.push(error),
    now: Date.now,
  });
  return [started, troubles];
}

it('one topic that Kafka can not be asked for hides only its own pipelines', async () => {
  const ends = new Map([
    ['in', 100n],
    ['out', 5n],
  ]);
  const [polled, troubles] = poller(ends, [pipeline('a', 'in'), pipeline('b', 'broken')]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(polled.lag('a')).toBe(60);
  expect(polled.lag('b')).toBeUndefined();
  expect([polled.topicLag('a', 'in'), polled.topicLag('b', 'broken')]).toEqual([60, undefined]);
  expect(troubles).toEqual([new Error('no leader for broken')]);
  await polled.stop();
});

it('the rate of a topic is what anybody wrote into it between two looks', async () => {
  const ends = new Map([
    ['in', 100n],
    ['out', 5n],
  ]);
  const [polled] = poller(ends, [pipeline('a', 'in')]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(polled.writeRates().has('in')).toBe(false);
  ends.set('in', 700n);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([...polled.writeRates()]).toEqual([
    ['in', 300],
    ['out', 0],
  ]);
  ends.delete('in');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(polled.writeRates().has('in')).toBe(false);
  await polled.stop();
});

const ONE = [{ partition: 0, low: 0n, high: 0n }];

it('looks less often where a look takes long, and asks for at most two things at once', async () => {
  let [asked, atOnce, most] = [0, 0, 0];
  const answer = async <Answer>(value: Answer): Promise<Answer> => {
    asked += 1;
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise((resolve) => setTimeout(resolve, 100));
    atOnce -= 1;
    return value;
  };
  const polled = startOffsetPoller({
    admin: {
      manyOffsets: (topics) => answer(new Map(topics.map((topic) => [topic, ONE]))),
      committed: () => answer(new Map()),
    },
    groupId: (id) => id,
    // All topics at once, and 20 groups by twos: 1.1 s.
    pipelines: () =>
      Promise.resolve(Array.from({ length: 20 }, (_, index) => pipeline(`${index}`, `in${index}`))),
    onTrouble: () => undefined,
    now: Date.now,
  });
  await vi.advanceTimersByTimeAsync(2_000 + 1_100);
  expect([asked, most]).toEqual([21, 2]);
  await vi.advanceTimersByTimeAsync(4_300);
  expect(asked).toBe(21);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toBeGreaterThan(21);
  const stopped = polled.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  await stopped;
});
