import { expect, it } from 'vitest';
import { kafkaRelease } from './kafka-release.ts';

it.each([
  [1, '3.3'],
  [7, '3.3'],
  [9, '3.5'],
  [19, '3.7'],
  [22, '4.0'],
  [30, '4.3'],
  [31, 'later than 4.3'],
])('metadata.version %i is of Kafka %s', (level, release) => {
  expect(kafkaRelease(level)).toBe(release);
});
