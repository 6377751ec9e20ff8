import { isUtf8 } from 'node:buffer';
import { parseEvent } from '@sluice/sigma';
import type { EventRefusal, ParsedEvent } from '@sluice/sigma';

/** Why a line is no event. */
export type LineRefusal = EventRefusal | 'EVENT_NOT_UTF8';

export type ReadEvent =
  | Extract<ParsedEvent, { ok: true }>
  | { readonly ok: false; readonly reason: LineRefusal; readonly message: string };

/** Reads a line as the matcher reads a record: what is not UTF-8 is refused, not guessed at. */
export function readEvent(line: Buffer): ReadEvent {
  if (!isUtf8(line)) return { ok: false, reason: 'EVENT_NOT_UTF8', message: 'the event is not valid UTF-8' };
  return parseEvent(line.toString('utf8'));
}
