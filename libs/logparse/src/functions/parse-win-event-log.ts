import { valueAt, withoutValue } from '../field-path.ts';
import { done, failed, kindOf } from '../script-function.ts';
import type { ScriptFunction } from '../script-function.ts';
import { readWindowsText } from '../windows-text/read-windows-text.ts';

/**
 * Reads the text of a Windows event, as forwarders write it, out of a field: its names are those of the event's data, such
 * as `SubjectUserName`. They are merged into the event, and the text goes.
 */
export const parseWinEventLog: ScriptFunction = {
  name: 'parse_win_event_log',
  parameters: [{ name: 'field', kind: 'field' }],
  build: (given) => {
    const field = given.text('field');
    return (event) => {
      const text = valueAt(event, field);
      if (text === undefined || text === null)
        return failed('parse-win-event-log.absent', `there is no field "${field}" to read`);
      if (typeof text !== 'string')
        return failed('parse-win-event-log.type', `the field "${field}" is ${kindOf(text)}, not a text`);
      return done({ ...withoutValue(event, field), ...readWindowsText(text) });
    };
  },
};
