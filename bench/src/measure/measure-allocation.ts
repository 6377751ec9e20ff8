import { measurePass, type HandleLine } from './measure-pass.ts';

const MAX_EVENTS = 5_000;
/** Passes until V8 has compiled what they run. */
const WARM_PASSES = 8;
/** Measured at a time: a collection that comes between two readings spoils one such part. */
const PART = 100;

/** Bytes of heap that an event without a match allocates, over the first 5,000 of the file; undefined where each has one. */
export function measureAllocation(eventsPath: string, handle: HandleLine): number | undefined {
  const lines: Buffer[] = [];
  measurePass(eventsPath, (line) => {
    const matches = handle(line);
    if (matches === 0 && lines.length < MAX_EVENTS) lines.push(Buffer.from(line));
    return matches;
  });
  const [first] = lines;
  if (first === undefined) return undefined;
  // Not by an iterator, which allocates.
  const run = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) handle(lines[index] ?? first);
  };
  for (let count = 0; count < WARM_PASSES; count += 1) run(0, lines.length);
  const perEvent: number[] = [];
  for (let from = 0; from < lines.length; from += PART) {
    const to = Math.min(lines.length, from + PART);
    const reading = process.memoryUsage().heapUsed;
    const before = process.memoryUsage().heapUsed;
    run(from, to);
    const after = process.memoryUsage().heapUsed;
    // What a reading itself allocates is no event's.
    const bytes = after - before - (before - reading);
    if (before >= reading && bytes >= 0) perEvent.push(bytes / (to - from));
  }
  return perEvent.reduce((sum, bytes) => sum + bytes, 0) / perEvent.length;
}
