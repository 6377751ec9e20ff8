import { createTopic } from './operations.ts';
import type { TestApi } from './start-test-api.ts';
import { sendRecords } from './topic-records.ts';

/** When the first of its events is of. */
export const NOON_MS = Date.parse('2026-11-20T12:00:00Z');
const EVENTS = 300;

/** A topic with events that count from 0 to 299, one a second: of /bin/sh where the number is even, else of /bin/ls. */
export async function createTopicOfEvents(api: TestApi): Promise<string> {
  const topic = await createTopic(api);
  await sendRecords(
    Array.from({ length: EVENTS }, (_, n) => ({
      ...{ topic, key: `k${n}`, timestampMs: NOON_MS + n * 1_000 },
      value: JSON.stringify({ n, Image: n % 2 === 0 ? '/bin/sh' : '/bin/ls' }),
    })),
  );
  return topic;
}
