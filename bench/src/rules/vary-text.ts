import { tokenPattern } from './token.ts';
import type { IsShared, Rename } from './token.ts';

/** The text with its tokens renamed, but for those that many rules share. Wildcards and escapes stay. */
export function varyText(text: string, rename: Rename, isShared: IsShared): string {
  return text.replace(tokenPattern, (token) => (isShared(token) ? token : rename(token)));
}

/** The text with something renamed or added in any case: its longest run of letters and digits, however common. */
export function forceText(text: string, rename: (token: string, length?: number) => string): string {
  const runs = [...text.matchAll(/[\p{L}\p{N}]+/gu)].sort(([left], [right]) => right.length - left.length);
  const [longest] = runs;
  if (longest === undefined) return `${text}${rename(text, 5)}`;
  const [run] = longest;
  const word = rename(run, Math.max(run.length, 5));
  return `${text.slice(0, longest.index)}${word}${text.slice(longest.index + run.length)}`;
}
