import type { Lane } from './lane.ts';
import { processCreation } from './process-creation.ts';
import { everydayStart, suspiciousStart } from './programs.ts';

/** About one match an event with log sources resolved, and two without. */
const suspiciousShare = 0.62;

/** Process creation where rules match all the time, so that results are the larger part of the work. */
export const muchMatches: Lane = {
  name: 'much-matches',
  meanBytes: 720,
  makeEvent: (random, number) =>
    processCreation(
      random,
      number,
      random() < suspiciousShare ? suspiciousStart(random) : everydayStart(random),
    ),
};
