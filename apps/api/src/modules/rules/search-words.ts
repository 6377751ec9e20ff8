/** Words of a search that are looked for; more are passed over. */
const MAX_WORDS = 20;
/** Words as short as these are whole: nearly every rule has one that begins so. */
const WHOLE_CHARS = 2;

/**
 * What a person typed as a tsquery: all words must be there, each at the beginning of a word of the rule. Undefined
 * where there is no letter and no digit.
 */
export function searchWords(search: string): string | undefined {
  const words = search.match(/[\p{L}\p{N}]+/gu)?.slice(0, MAX_WORDS) ?? [];
  if (words.length === 0) return undefined;
  return words.map((word) => (word.length <= WHOLE_CHARS ? `'${word}'` : `'${word}':*`)).join(' & ');
}
