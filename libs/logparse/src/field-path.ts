import { isObject } from './parsed-event.ts';
import type { ParsedEvent } from './parsed-event.ts';

/**
 * What a field's name leads to: the key of that whole name, else along its dots through objects, not lists. Undefined if
 * nothing stands there.
 */
export function valueAt(event: ParsedEvent, field: string): unknown {
  if (Object.hasOwn(event, field)) return event[field];
  let value: unknown = event;
  for (const step of field.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}

/**
 * The event with a value in the field's place: of the key of that whole name if there is one, else below objects along its
 * dots, which take the place of anything else that stood there.
 */
export function withValue(event: ParsedEvent, field: string, value: unknown): ParsedEvent {
  if (Object.hasOwn(event, field)) return withMember(event, field, value);
  return withPath(event, field.split('.'), value);
}

/** The event without the field. Objects that it leaves empty stay. */
export function withoutValue(event: ParsedEvent, field: string): ParsedEvent {
  if (Object.hasOwn(event, field)) return withoutMember(event, field);
  return withoutPath(event, field.split('.'));
}

function withPath(object: ParsedEvent, [head = '', ...rest]: readonly string[], value: unknown): ParsedEvent {
  if (rest.length === 0) return withMember(object, head, value);
  const inner = Object.hasOwn(object, head) ? object[head] : undefined;
  return withMember(object, head, withPath(isObject(inner) ? inner : {}, rest, value));
}

function withoutPath(object: ParsedEvent, [head = '', ...rest]: readonly string[]): ParsedEvent {
  if (!Object.hasOwn(object, head)) return object;
  if (rest.length === 0) return withoutMember(object, head);
  const inner = object[head];
  return isObject(inner) ? withMember(object, head, withoutPath(inner, rest)) : object;
}

/** Computed keys are own keys, whatever their name: no prototype is met. */
function withMember(object: ParsedEvent, name: string, value: unknown): ParsedEvent {
  return { ...object, [name]: value };
}

function withoutMember(object: ParsedEvent, name: string): ParsedEvent {
  const { [name]: _, ...others } = object;
  return others;
}
