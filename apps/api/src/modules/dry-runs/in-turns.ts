import { setImmediate as yieldToOthers } from 'node:timers/promises';

/** As `map`; other requests get their turn after each item. */
export async function inTurns<From, To>(items: readonly From[], work: (item: From) => To): Promise<To[]> {
  const done: To[] = [];
  for (const item of items) {
    await yieldToOthers();
    done.push(work(item));
  }
  return done;
}
