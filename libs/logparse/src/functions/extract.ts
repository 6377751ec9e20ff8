import { valueAt, withoutValue } from '../field-path.ts';
import { isObject } from '../parsed-event.ts';
import { done, failed, kindOf } from '../script-function.ts';
import type { ScriptFunction } from '../script-function.ts';

/** Lifts the members of an object to the top of the event, in place of what stood there. Absent, null or empty: nothing. */
export const extract: ScriptFunction = {
  name: 'extract',
  parameters: [{ name: 'field', kind: 'field' }],
  build: (given) => {
    const field = given.text('field');
    return (event) => {
      const value = valueAt(event, field);
      if (value === undefined || value === null || value === '') return done(event);
      if (Array.isArray(value) && value.length === 0) return done(event);
      if (!isObject(value))
        return failed('extract.object', `the field "${field}" is ${kindOf(value)}, not an object`);
      return done({ ...withoutValue(event, field), ...value });
    };
  },
};
