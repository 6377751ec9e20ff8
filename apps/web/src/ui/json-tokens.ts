export interface JsonToken {
  readonly text: string;
  readonly kind: 'key' | 'string' | 'number' | 'keyword' | 'plain';
}

const pattern = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

function kindOf(text: string, isKey: boolean): JsonToken['kind'] {
  if (text.startsWith('"')) return isKey ? 'key' : 'string';
  return /^[tfn]/.test(text) ? 'keyword' : 'number';
}

/** Indents JSON text; what does not parse, such as an event cut at its bound, stays as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Cuts JSON text into coloured pieces; joined they are the text again, whether or not it is valid. */
export function tokenizeJson(text: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) tokens.push({ text: text.slice(end, match.index), kind: 'plain' });
    const [whole, string, colon] = match;
    const value = string ?? whole;
    tokens.push({ text: value, kind: kindOf(value, colon !== undefined) });
    if (colon !== undefined) tokens.push({ text: colon, kind: 'plain' });
    end = match.index + whole.length;
  }
  if (end < text.length) tokens.push({ text: text.slice(end), kind: 'plain' });
  return tokens;
}
