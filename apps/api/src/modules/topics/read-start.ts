import { AppError } from '../../app-error.ts';
import type { StartOfEvents } from './topic-events.service.ts';
import type { TopicStartInput } from './topic-events.type.ts';

const MAX_PARTITIONS = 1_000;
/** Kafka's offsets are 64 bits, signed. */
const MAX_OFFSET = 2n ** 63n - 1n;

/** undefined where there is none. Throws BAD_USER_INPUT where it says nothing, or two things. */
export function readStart(from: TopicStartInput | null | undefined): StartOfEvents | undefined {
  if (from === null || from === undefined) return undefined;
  const { at, offsets } = from;
  const hasTime = at !== null && at !== undefined;
  const hasOffsets = offsets !== null && offsets !== undefined;
  if (hasTime === hasOffsets) refuse('A start is a time, or offsets: give one of "at" and "offsets".');
  if (hasTime) return at;
  if (offsets === null || offsets === undefined || offsets.length < 1 || offsets.length > MAX_PARTITIONS)
    refuse(`A start names 1 to ${MAX_PARTITIONS} partitions.`);
  const start = new Map(offsets.map(({ partition, offset }) => [partition, readOffset(offset)]));
  if (start.size < offsets.length) refuse('A start names a partition twice.');
  return start;
}

function readOffset(text: string): bigint {
  const offset = /^\d{1,19}$/.test(text) ? BigInt(text) : undefined;
  if (offset === undefined || offset > MAX_OFFSET)
    refuse(`"${text.slice(0, 40)}" is no offset: it is a whole number of 0 or more.`);
  return offset;
}

function refuse(message: string): never {
  throw new AppError('BAD_USER_INPUT', message);
}
