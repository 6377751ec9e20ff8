import { drop } from './functions/drop.ts';
import { extract } from './functions/extract.ts';
import { parseJson } from './functions/parse-json.ts';
import { parseWinEventLog } from './functions/parse-win-event-log.ts';
import { regex } from './functions/regex.ts';
import { rename } from './functions/rename.ts';
import { set } from './functions/set.ts';
import type { ScriptFunction } from './script-function.ts';

/** All functions of the language. */
export const scriptFunctions: readonly ScriptFunction[] = [
  parseJson,
  parseWinEventLog,
  regex,
  rename,
  extract,
  set,
  drop,
];

const byName = new Map(scriptFunctions.map((one) => [one.name, one]));

export function findFunction(name: string): ScriptFunction | undefined {
  return byName.get(name);
}
