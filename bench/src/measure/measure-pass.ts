import type { PassFigures } from './measure-job.ts';
import { readLines } from './read-lines.ts';

/** How many rules matched the line's event; undefined if the line is no event. */
export type HandleLine = (line: Buffer) => number | undefined;

/** Runs `handle` over all lines of the file and takes the time. */
export function measurePass(eventsPath: string, handle: HandleLine): PassFigures {
  let events = 0;
  let refused = 0;
  let matches = 0;
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  readLines(eventsPath, (line) => {
    events++;
    const matched = handle(line);
    if (matched === undefined) refused++;
    else matches += matched;
  });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { events, refused, matches, seconds, cpuSeconds: (user + system) / 1e6 };
}
