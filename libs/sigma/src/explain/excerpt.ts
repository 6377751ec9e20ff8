/** Most UTF-16 units of a value that are quoted. */
export const maxExcerptLength = 200;

/**
 * A text to be quoted: cut to `maxExcerptLength` UTF-16 units with `…` where something is left out, and never through a
 * surrogate pair. Of a long text, the part around the offset `around` is taken.
 */
export function excerptOf(text: string, around = 0): string {
  if (text.length <= maxExcerptLength) return text;
  const wanted = Math.max(0, around - maxExcerptLength / 4);
  let start = Math.min(wanted, text.length - maxExcerptLength);
  let end = start + maxExcerptLength;
  if (isPairAt(text, start - 1)) start += 1;
  if (isPairAt(text, end - 1)) end -= 1;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}

function isPairAt(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}
