import { parseLossless } from './lossless-json.ts';
import { spliceAtEnd } from './splice.ts';

/** Fields that a pipeline puts at the root of what it writes: key and value as JSON. */
export type CustomFields = readonly (readonly [key: string, value: string])[];

export function customFieldsOf(fields: Readonly<Record<string, unknown>>): CustomFields {
  return Object.entries(fields).map(([key, value]) => [JSON.stringify(key), JSON.stringify(value)]);
}

/** The text of an event with the fields at its root. A key that the event has itself keeps the event's value. */
export function addCustomFields(eventText: string, fields: CustomFields): string {
  if (fields.length === 0) return eventText;
  const isCertain = fields.every(([key]) => !eventText.includes(key)) && !eventText.includes('\\u');
  const own = isCertain ? {} : parseLossless(eventText);
  const added = fields.filter(([key]) => !Object.hasOwn(own, JSON.parse(key) as string));
  return spliceAtEnd(eventText, added.map(([key, value]) => `${key}:${value}`).join(','));
}
