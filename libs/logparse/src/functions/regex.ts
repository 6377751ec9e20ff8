import { RE2JS } from 're2js';
import { valueAt, withValue } from '../field-path.ts';
import { done, failed, kindOf } from '../script-function.ts';
import type { ScriptFunction } from '../script-function.ts';

/**
 * Searches a field by a regular expression (RE2, linear time) and puts its named groups into the event; with `in_place`
 * below the field, in place of the text. A group that took no part is null. A text without a match ends the script.
 */
export const regex: ScriptFunction = {
  name: 'regex',
  parameters: [
    { name: 'field', kind: 'field' },
    { name: 'pattern', kind: 'pattern' },
    { name: 'in_place', kind: 'flag', fallback: false },
  ],
  build: (given) => {
    const field = given.text('field');
    const isInPlace = given.flag('in_place');
    const compiled = compile(given.text('pattern'));
    if (typeof compiled === 'string')
      return {
        parameter: 'pattern',
        code: 'regex.pattern',
        reason: `is no regular expression of RE2: ${compiled}`,
      };
    const names = Object.keys(compiled.namedGroups());
    return (event) => {
      const text = valueAt(event, field);
      if (text === undefined || text === null)
        return failed('regex.absent', `there is no field "${field}" to search`);
      if (typeof text !== 'string')
        return failed('regex.type', `the field "${field}" is ${kindOf(text)}, not a text`);
      const matcher = compiled.matcher(text);
      if (!matcher.find())
        return failed('regex.no-match', `the pattern finds nothing in the field "${field}"`);
      const groups = Object.fromEntries(names.map((name) => [name, matcher.group(name)]));
      return done(isInPlace ? withValue(event, field, groups) : { ...event, ...groups });
    };
  },
};

function compile(pattern: string): RE2JS | string {
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}
