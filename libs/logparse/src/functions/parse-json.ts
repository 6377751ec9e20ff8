import { valueAt, withoutValue, withValue } from '../field-path.ts';
import { isObject } from '../parsed-event.ts';
import { readJson } from '../read-json.ts';
import { done, failed, kindOf } from '../script-function.ts';
import type { ScriptFunction } from '../script-function.ts';

/**
 * Reads JSON out of a field. With `in_place` the value takes the text's place; without, the members of the object are
 * merged into the event and the text goes. Nothing to read, nothing done: absent, null or empty.
 */
export const parseJson: ScriptFunction = {
  name: 'parse_json',
  parameters: [
    { name: 'field', kind: 'field' },
    { name: 'in_place', kind: 'flag', fallback: false },
  ],
  build: (given) => {
    const field = given.text('field');
    const isInPlace = given.flag('in_place');
    return (event) => {
      const text = valueAt(event, field);
      if (isNothing(text)) return done(event);
      if (typeof text !== 'string')
        return failed('parse-json.type', `the field "${field}" is ${kindOf(text)}, not a text with JSON`);
      const read = readJson(text);
      if (!read.ok) return failed('parse-json.json', `the text of the field "${field}" ${read.reason}`);
      if (isInPlace) return done(withValue(event, field, read.value));
      if (!isObject(read.value)) {
        const message = `the JSON of the field "${field}" is ${kindOf(read.value)}, not an object: use in_place=true`;
        return failed('parse-json.object', message);
      }
      return done({ ...withoutValue(event, field), ...read.value });
    };
  },
};

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
