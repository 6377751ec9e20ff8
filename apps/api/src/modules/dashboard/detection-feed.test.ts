import type { DetectionMessage } from '@sluice/contracts';
import { expect, it } from 'vitest';
import { createDetectionFeed, FEED_SIZE } from './detection-feed.ts';

function detection(number: number): DetectionMessage {
  const matchedAt = new Date(1_795_251_000_000 + number * 1000).toISOString();
  const source = { topic: 't', partition: 0, offset: String(number), index: 0, timestamp: matchedAt };
  return {
    schemaVersion: 1,
    id: `p/t/0/${number}/0`,
    pipelineId: 'p',
    revision: 1,
    source,
    matchedAt,
    rules: [],
    event: '{}',
    eventTruncated: false,
  };
}

it('shows the newest first, a repeated one once, and no more than it keeps', () => {
  const feed = createDetectionFeed();
  for (const number of [2, 1, 3, 3, ...Array.from({ length: FEED_SIZE }, (_, index) => index + 10)]) {
    feed.add(detection(number));
  }
  const shown = feed.newest().map(({ source }) => Number(source.offset));
  expect(shown).toHaveLength(FEED_SIZE);
  expect(shown).toEqual([...shown].sort((a, b) => b - a));
});

it('hands out each new one once', () => {
  const feed = createDetectionFeed();
  feed.add(detection(1));
  expect(feed.takeNew()).toHaveLength(1);
  expect(feed.takeNew()).toHaveLength(0);
  feed.add(detection(1));
  expect(feed.takeNew()).toHaveLength(0);
});
