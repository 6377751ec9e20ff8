/** How many events are due at a time (ms on any clock that only grows). */
export type Pace = (nowMs: number) => number;

/** A steady `rate` of events a second. After a pause at most one second's worth is made up for; the rest is not. */
export function createPace(rate: number, startMs: number): Pace {
  const most = Math.max(1, rate);
  let lastMs = startMs;
  let owed = 0;
  return (nowMs) => {
    owed = Math.min(most, owed + ((nowMs - lastMs) / 1000) * rate);
    lastMs = nowMs;
    const due = Math.floor(owed);
    owed -= due;
    return due;
  };
}
