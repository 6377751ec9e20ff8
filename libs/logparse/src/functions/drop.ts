import { withoutValue } from '../field-path.ts';
import { done } from '../script-function.ts';
import type { ScriptFunction } from '../script-function.ts';

/** Takes fields out. What is absent already is no matter. */
export const drop: ScriptFunction = {
  name: 'drop',
  parameters: [{ name: 'fields', kind: 'fields' }],
  build: (given) => {
    const fields = given.fields('fields');
    return (event) => done(fields.reduce(withoutValue, event));
  },
};
