import { expect, it } from 'vitest';
import { supportedMetadataVersion } from './supported-features.ts';

const text = (value: string): number[] => [value.length + 1, ...Buffer.from(value)];
const feature = (name: string, min: number, max: number): number[] => [...text(name), 0, min, 0, max, 0];
/** No error; two requests, of which one has a tagged field; not throttled; then what is tagged. */
const answer = (...tagged: readonly number[]): Buffer =>
  Buffer.from([0, 0, 3, 0, 3, 0, 4, 0, 12, 0, 0, 18, 0, 0, 0, 4, 1, 9, 2, 7, 7, 0, 0, 0, 0, ...tagged]);

const features = [3, ...feature('kraft.version', 0, 1), ...feature('metadata.version', 7, 30)];
const epoch = [1, 8, 0, 0, 0, 0, 0, 0, 0, 5];

it.each<readonly [string, Buffer, number | undefined]>([
  ['the highest that is supported', answer(2, 0, features.length, ...features, ...epoch), 30],
  ['after others', answer(2, ...epoch, 0, features.length, ...features), 30],
  ['none where nothing is told', answer(0), undefined],
  ['none where other features are', answer(1, 0, 21, 2, ...feature('kraft.version', 0, 1)), undefined],
  ['none by a broker that knows no such question', Buffer.from([0, 35, 0, 0, 0, 0]), undefined],
])('an answer holds %s', (_, payload, level) => {
  expect(supportedMetadataVersion(payload)).toBe(level);
});

it('an answer that is cut off at any byte is refused', () => {
  const whole = answer(2, 0, features.length, ...features, ...epoch);
  for (let bytes = 0; bytes < whole.length; bytes += 1)
    expect(() => supportedMetadataVersion(whole.subarray(0, bytes)), `${bytes} bytes`).toThrow(RangeError);
});
