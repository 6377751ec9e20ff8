/**
 * The longest part of a folded text whose canonical form is certain: control characters have two. Undefined if
 * nothing is left.
 */
export function certainPart(folded: string): string | undefined {
  let longest = '';
  for (const part of splitAtControls(folded)) if (part.length > longest.length) longest = part;
  return longest === '' ? undefined : mustEscape(longest) ? JSON.stringify(longest).slice(1, -1) : longest;
}

function splitAtControls(text: string): readonly string[] {
  for (let at = 0; at < text.length; at += 1) {
    // eslint-disable-next-line no-control-regex -- these are what it is about
    if (text.charCodeAt(at) < 32) return text.split(/[\u0000-\u001f]/);
  }
  return [text];
}

function mustEscape(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 || code === 34 || code === 92 || (code & 0xf800) === 0xd800) return true;
  }
  return false;
}
