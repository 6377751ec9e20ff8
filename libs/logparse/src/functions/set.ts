import { withValue } from '../field-path.ts';
import { done } from '../script-function.ts';
import type { ScriptFunction } from '../script-function.ts';

/** Puts a text into a field, in place of what stood there. */
export const set: ScriptFunction = {
  name: 'set',
  parameters: [
    { name: 'field', kind: 'field' },
    { name: 'value', kind: 'text' },
  ],
  build: (given) => {
    const field = given.text('field');
    const value = given.text('value');
    return (event) => done(withValue(event, field, value));
  },
};
