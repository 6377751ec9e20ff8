/** Whatever comes before the space. */
const controls = /[^ -\uffff]/;
/** What JSON escapes. */
const escaped = /["\\\ud800-\udfff]/;

/**
 * The longest part of a folded text whose canonical form is certain: control characters have two. Undefined if
 * nothing is left.
 */
export function certainPart(folded: string): string | undefined {
  let longest = folded;
  if (controls.test(folded)) {
    longest = '';
    for (const part of folded.split(controls)) if (part.length > longest.length) longest = part;
  }
  if (!escaped.test(longest)) return longest === '' ? undefined : longest;
  return JSON.stringify(longest).slice(1, -1);
}
