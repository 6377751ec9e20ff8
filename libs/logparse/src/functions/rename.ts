import { valueAt, withoutValue, withValue } from '../field-path.ts';
import { done, failed } from '../script-function.ts';
import type { ScriptFunction } from '../script-function.ts';

/** Moves a value to another name, in place of what stood there. A source that is absent or null ends the script. */
export const rename: ScriptFunction = {
  name: 'rename',
  parameters: [
    { name: 'from', kind: 'field' },
    { name: 'to', kind: 'field' },
  ],
  build: (given) => {
    const from = given.text('from');
    const to = given.text('to');
    return (event) => {
      const value = valueAt(event, from);
      if (value === undefined || value === null)
        return failed('rename.absent', `there is no field "${from}" to rename`);
      return done(withValue(withoutValue(event, from), to, value));
    };
  },
};
