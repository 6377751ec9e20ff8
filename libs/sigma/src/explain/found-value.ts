import { findField } from '../event/read-field.ts';
import { isRecord, maxEventDepth, textOfValue } from '../event/sigma-event.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';
import { excerptOf } from './excerpt.ts';

/** One value that an event has for a field. */
export interface FoundValue {
  readonly type: 'text' | 'number' | 'boolean' | 'null' | 'object';
  /** The value as tests see it, at most some 200 UTF-16 units of it; '' for null and objects, which have no text. */
  readonly text: string;
}

/** Most values of one field that are told. */
const maxValues = 5;

/** The first values that the event has for a field, lists taken apart; undefined if the field is absent. */
export function foundValues(event: SigmaEvent, field: string): readonly FoundValue[] | undefined {
  const found = findField(event, field);
  if (found === undefined) return undefined;
  const flat: readonly unknown[] = found.flat(maxEventDepth);
  return flat
    .slice(0, maxValues)
    .map((value) => ({ type: typeOf(value), text: excerptOf(textOfValue(value) ?? '') }));
}

function typeOf(value: unknown): FoundValue['type'] {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      return 'text';
    default:
      return isRecord(value) || Array.isArray(value) ? 'object' : 'null';
  }
}
