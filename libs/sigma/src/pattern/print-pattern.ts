import { anyOne, anyRun } from './pattern.ts';
import type { Pattern } from './pattern.ts';

/** Writes a pattern so that `parsePattern` reads it back: every `*`, `?` and backslash of a literal is escaped. */
export function printPattern(pattern: Pattern): string {
  let text = '';
  for (const part of pattern) {
    if (part === anyRun) text += '*';
    else if (part === anyOne) text += '?';
    else text += part.replaceAll(/[\\*?]/g, String.raw`\$&`);
  }
  return text;
}
