import type { Random } from '../random/random.ts';

/** An event of a lane. Its fields `product`, `category` and `service` say the log source, so that every engine reads the same. */
export type LaneEvent = Readonly<Record<string, unknown>>;

/** A kind of stream, made from its number and a source of chance alone. */
export interface Lane {
  readonly name: string;
  /** Mean size of an event as JSON, in bytes; made ones stay within a tenth of it. */
  readonly meanBytes: number;
  readonly makeEvent: (random: Random, number: number) => LaneEvent;
}
