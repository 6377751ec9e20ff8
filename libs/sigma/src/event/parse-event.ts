import { countValues } from './count-values.ts';
import { toEvent } from './event.ts';
import { maxEventDepth } from './sigma-event.ts';
import type { Layer, SigmaEvent } from './sigma-event.ts';

/** Why a text is no event. */
export type EventRefusal =
  | 'EVENT_NOT_JSON'
  | 'EVENT_NOT_OBJECT'
  | 'EVENT_EMPTY'
  | 'EVENT_TOO_DEEP'
  | 'EVENT_TOO_LARGE'
  | 'EVENT_TOO_MANY_VALUES'
  | 'EVENT_TEXT_TOO_LONG';

/** Longest event: bytes, or UTF-16 units where it comes as text. Kafka's records are a sixteenth of it by default. */
export const maxEventLength = 16 * 1024 * 1024;

/**
 * Most members and elements of an event, at any depth. Logs have tens to thousands; each takes some hundred bytes while it is
 * matched. The kernel counts them as well: `MAX_VALUES` in `libs/sigma/kernel/read-json.ts`.
 */
export const maxEventValues = 100_000;

/** Longest string or key of an event in UTF-16 units, escapes undone: four records of Kafka's default size. */
export const maxTextLength = 4 * 1024 * 1024;

/**
 * Most digits of an integer, as many as a value of a rule has characters: making a number of digits, and digits of the
 * number, takes more than linear time.
 */
export const maxDigits = 4096;

export type ParsedEvent =
  | { readonly ok: true; readonly event: SigmaEvent }
  | { readonly ok: false; readonly reason: EventRefusal; readonly message: string };

/** Integers this long may not fit a double. */
const longNumber = /[:[,\s]-?\d{16,}[\s,}\]]/;

/**
 * Reads an event from JSON text. Integers keep all digits. The message never quotes the event. What is too much is refused
 * before anything is made of it, so that it may be told of a text that is no JSON, too.
 */
export function parseEvent(text: string): ParsedEvent {
  if (text.length > maxEventLength) return refuseLarge(text.length);
  // A value takes a character and a comma or bracket before it.
  if (text.length > 2 * maxEventValues && countValues(text, maxEventValues) > maxEventValues)
    return refuse('EVENT_TOO_MANY_VALUES', `the event has more than ${maxEventValues} values`);
  let value: unknown;
  try {
    value = longNumber.test(text) ? JSON.parse(text, keepInteger) : JSON.parse(text);
  } catch (error) {
    if (error === tooManyDigits)
      return refuse('EVENT_TEXT_TOO_LONG', `an integer of the event has more than ${maxDigits} digits`);
    if (text.trim() === '') return refuse('EVENT_EMPTY', 'the event is empty');
    return refuse('EVENT_NOT_JSON', `the event is not JSON (${text.length} characters)`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
    return refuse('EVENT_NOT_OBJECT', `the event is ${kind}, not a JSON object`);
  }
  return excessOf(value, 1) ?? { ok: true, event: toEvent(value as Layer) };
}

/** An event that is longer than any is read. */
export function refuseLarge(length: number): ParsedEvent & { readonly ok: false } {
  const message = `the event has ${length} bytes or characters; at most ${maxEventLength} are read`;
  return { ok: false, reason: 'EVENT_TOO_LARGE', message };
}

function refuse(reason: EventRefusal, message: string): ParsedEvent {
  return { ok: false, reason, message };
}

/** Source text access for JSON.parse (ECMAScript 2025), which the compiler's library does not describe yet. */
type Reviver = (this: unknown, key: string, value: unknown) => unknown;

const tooManyDigits = new RangeError('too many digits');

const keepInteger: Reviver = function keepInteger(...args: readonly unknown[]): unknown {
  const [, value, context] = args as readonly [string, unknown, { readonly source?: string } | undefined];
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  if (!/^-?\d+$/.test(source)) return value;
  if (source.replace('-', '').length > maxDigits) throw tooManyDigits;
  return BigInt(source);
};

/** What of a value at a depth is more than an event may have. */
function excessOf(value: unknown, depth: number, key = ''): ParsedEvent | undefined {
  if (key.length > maxTextLength || (typeof value === 'string' && value.length > maxTextLength))
    return refuse('EVENT_TEXT_TOO_LONG', `a text of the event has more than ${maxTextLength} characters`);
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > maxEventDepth)
    return refuse('EVENT_TOO_DEEP', `the event nests deeper than ${maxEventDepth} levels`);
  for (const name in value) {
    const excess = excessOf((value as Layer)[name], depth + 1, name);
    if (excess !== undefined) return excess;
  }
  return undefined;
}
