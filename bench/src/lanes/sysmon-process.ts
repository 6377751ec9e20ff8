import type { Lane } from './lane.ts';
import { processCreation } from './process-creation.ts';
import { everydayStart, suspiciousStart } from './programs.ts';

/** Far more than in real life: about 0.6 matches an event with log sources resolved, which keeps results in the figure. */
const suspiciousShare = 0.35;

/** Process creation as Sysmon writes it. */
export const sysmonProcess: Lane = {
  name: 'sysmon-process',
  meanBytes: 705,
  makeEvent: (random, number) =>
    processCreation(
      random,
      number,
      random() < suspiciousShare ? suspiciousStart(random) : everydayStart(random),
    ),
};
