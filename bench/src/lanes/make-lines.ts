import { hashText } from '../random/hash-text.ts';
import { createRandom } from '../random/random.ts';
import type { Lane } from './lane.ts';

/** The lane's events as lines of JSON; the same ones for the same seed, and other ones in every lane. */
export function* makeLines(lane: Lane, count: number, seed: number): Generator<string> {
  const random = createRandom(hashText(lane.name, seed));
  for (let number = 0; number < count; number++) yield JSON.stringify(lane.makeEvent(random, number));
}
