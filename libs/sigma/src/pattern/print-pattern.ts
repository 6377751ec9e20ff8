import { anyOne, anyRun } from './pattern.ts';
import type { Pattern } from './pattern.ts';

/** Writes a pattern so that `parsePattern` reads it back: every `*`, `?` and backslash of a literal is escaped. */
export function printPattern(pattern: Pattern): string {
  return pattern
    .map((part) => {
      if (part === anyRun) return '*';
      return part === anyOne ? '?' : part.replaceAll(/[\\*?]/g, String.raw`\$&`);
    })
    .join('');
}
