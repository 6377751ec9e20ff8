import { quoteText } from './lex-script.ts';
import type { Argument, Script } from './script.ts';

/** The text of a script, a step a line; read again, it is the same but for the places. */
export function printScript({ steps }: Script): string {
  return steps
    .map(({ name, arguments: given }) => `${name}(${Object.entries(given).map(printArgument).join(', ')})`)
    .join('\n| ');
}

function printArgument([name, value]: readonly [string, Argument]): string {
  return `${name}=${typeof value === 'string' ? quoteText(value) : String(value)}`;
}
