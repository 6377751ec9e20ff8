import { toEvent } from './event.ts';
import { maxEventDepth } from './sigma-event.ts';
import type { Layer, SigmaEvent } from './sigma-event.ts';

/** Why a text is no event. */
export type EventRefusal =
  'EVENT_NOT_JSON' | 'EVENT_NOT_OBJECT' | 'EVENT_EMPTY' | 'EVENT_TOO_DEEP' | 'EVENT_TOO_LARGE';

/** Longest event: bytes, or UTF-16 units where it comes as text. Kafka's records are a sixteenth of it by default. */
export const maxEventLength = 16 * 1024 * 1024;

export type ParsedEvent =
  | { readonly ok: true; readonly event: SigmaEvent }
  | { readonly ok: false; readonly reason: EventRefusal; readonly message: string };

/** Integers this long may not fit a double. */
const longNumber = /[:[,\s]-?\d{16,}[\s,}\]]/;

/** Reads an event from JSON text. Integers keep all digits. The message never quotes the event. */
export function parseEvent(text: string): ParsedEvent {
  if (text.length > maxEventLength) return refuseLarge(text.length);
  let value: unknown;
  try {
    value = longNumber.test(text) ? JSON.parse(text, keepInteger) : JSON.parse(text);
  } catch {
    if (text.trim() === '') return refuse('EVENT_EMPTY', 'the event is empty');
    return refuse('EVENT_NOT_JSON', `the event is not JSON (${text.length} characters)`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
    return refuse('EVENT_NOT_OBJECT', `the event is ${kind}, not a JSON object`);
  }
  if (isTooDeep(value, 1))
    return refuse('EVENT_TOO_DEEP', `the event nests deeper than ${maxEventDepth} levels`);
  return { ok: true, event: toEvent(value as Layer) };
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

const keepInteger: Reviver = function keepInteger(...args: readonly unknown[]): unknown {
  const [, value, context] = args as readonly [string, unknown, { readonly source?: string } | undefined];
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
};

function isTooDeep(value: object, depth: number): boolean {
  if (depth > maxEventDepth) return true;
  for (const key in value) {
    const member: unknown = (value as Layer)[key];
    if (typeof member === 'object' && member !== null && isTooDeep(member, depth + 1)) return true;
  }
  return false;
}
