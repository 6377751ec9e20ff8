import type { IsShared, Rename } from './token.ts';

/**
 * Parts of a regular expression that are not plain text: an escape with all that belongs to it, a class, a counted
 * repeat, the head of a group. What lies between them are literals and operators.
 */
const syntax =
  /\\(?:x[\da-f]{2}|x\{[^}]*\}|u[\da-f]{4}|[pP]\{[^}]*\}|k<[^>]*>|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[^}]*\}|\(\?(?:P?<\w+>|[a-z-]*:?|[=!])/gis;
const literal = /[A-Za-z]{4,}/g;

/** The pattern with the words in it renamed letter by letter, so that it stays as valid as it was. */
export function varyRegex(pattern: string, rename: Rename, isShared: IsShared): string {
  let varied = '';
  let end = 0;
  const vary = (text: string): string =>
    text.replace(literal, (token) => (isShared(token) ? token : rename(token)));
  for (const { 0: part, index } of pattern.matchAll(syntax)) {
    varied += vary(pattern.slice(end, index)) + part;
    end = index + part.length;
  }
  return varied + vary(pattern.slice(end));
}

/** The pattern with a word that it asks for besides. */
export function forceRegex(pattern: string, rename: (token: string, length?: number) => string): string {
  const word = rename(pattern.toLowerCase(), 6).replaceAll(/[^a-z]/g, 'q');
  return `(?:${pattern}).*${word}`;
}
