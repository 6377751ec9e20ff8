/**
 * The longest part of a folded text whose canonical form is certain: control characters have two. Undefined if
 * nothing is left.
 */
export function certainPart(folded: string): string | undefined {
  let longest = '';
  // eslint-disable-next-line no-control-regex -- these are what it is about
  for (const part of folded.split(/[\u0000-\u001f]/)) if (part.length > longest.length) longest = part;
  return longest === '' ? undefined : JSON.stringify(longest).slice(1, -1);
}
