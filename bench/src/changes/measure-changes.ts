import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { RuleChange, RuleSet, SigmaRule } from '@sluice/sigma';

/** Milliseconds of each change of a kind, in the order in which they were made. */
export interface ChangeTimes {
  readonly change: number[];
  /** The first event after the change. */
  readonly firstEvent: number[];
  /** The longest of the calls of `maintain` until the next change. */
  readonly longestStep: number[];
}

export interface ChangeFigures {
  readonly added: ChangeTimes;
  readonly replaced: ChangeTimes;
  readonly removed: ChangeTimes;
}

/** Events after each change; `maintain` is called once after each, as between the batches of a stream. */
const eventsPerChange = 20;
/** What `maintain` is given at a time, in milliseconds. */
const stepMs = 1;

/**
 * Puts the rules, which are none of the set, in one after the other, then a copy in the place of each, then takes them out,
 * so that changes pile up as in a long-lived set, which ends as it began. `nowMs` is any clock that only grows. Between
 * changes the event loop has a turn, as between the batches of a stream: much garbage is collected there.
 */
export async function measureChanges(
  ruleSet: RuleSet,
  rules: readonly SigmaRule[],
  events: readonly [Uint8Array, ...Uint8Array[]],
  nowMs: () => number,
): Promise<ChangeFigures> {
  let next = 0;
  const matchNext = (): void => {
    next = (next + 1) % events.length;
    ruleSet.matchBytes(events[next] ?? events[0]);
  };
  const timeOf = (work: () => void): number => {
    const started = nowMs();
    work();
    return nowMs() - started;
  };
  const maintainStep = (): void => {
    const end = nowMs() + stepMs;
    ruleSet.maintain(() => nowMs() >= end);
  };
  const measureOne = async (times: ChangeTimes, change: RuleChange): Promise<void> => {
    await turnOfEventLoop();
    times.change.push(timeOf(() => ruleSet.change(change)));
    times.firstEvent.push(timeOf(matchNext));
    let longest = timeOf(maintainStep);
    for (let count = 1; count < eventsPerChange; count++) {
      matchNext();
      longest = Math.max(longest, timeOf(maintainStep));
    }
    times.longestStep.push(longest);
  };

  const figures: ChangeFigures = { added: noTimes(), replaced: noTimes(), removed: noTimes() };
  const copies = rules.map((rule) => ({ ...rule }));
  for (const rule of rules) await measureOne(figures.added, { add: [rule] });
  for (const [index, copy] of copies.entries())
    await measureOne(figures.replaced, { remove: rules.slice(index, index + 1), add: [copy] });
  for (const copy of copies) await measureOne(figures.removed, { remove: [copy] });
  return figures;
}

function noTimes(): ChangeTimes {
  return { change: [], firstEvent: [], longestStep: [] };
}
