const quote = 34;
const backslash = 92;
const comma = 44;

/**
 * Number of the members and elements that a JSON text writes, a key that stands twice counted twice; no further than
 * `limit` + 1. Of a text that is not valid JSON it is some number.
 */
export function countValues(text: string, limit: number): number {
  let count = 0;
  let isOpened = false;
  for (let at = 0; at < text.length && count <= limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 32) continue;
    // The first member of an object or array has no comma before it.
    if (isOpened && !isClosing(code)) count += 1;
    isOpened = isOpening(code);
    if (code === comma) count += 1;
    else if (code === quote) at = endOfString(text, at);
  }
  return count;
}

function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}

/** Place of the closing quote of the string that begins at `start`; the end of the text if there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === backslash) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
