import { hex, pick, whole } from '../random/random.ts';
import { isoTime } from './clock.ts';
import type { Lane } from './lane.ts';
import { privateAddress, userName, word } from './vocabulary.ts';

/** An application's own log, of a log source that no rule names. */
export const nothingMatches: Lane = {
  name: 'nothing-matches',
  meanBytes: 280,
  makeEvent: (random, number) => ({
    product: 'webshop',
    category: 'orders',
    service: 'basket',
    time: isoTime(number),
    level: pick(random, ['debug', 'info', 'info', 'warn']),
    trace: hex(random, 32),
    customer: userName(random),
    address: privateAddress(random),
    article: `${word(random)}-${word(random)}`,
    amount: whole(random, 1, 40),
    priceCents: whole(random, 99, 99_999),
    durationMs: whole(random, 1, 900),
  }),
};
