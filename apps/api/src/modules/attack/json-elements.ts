/** The bytes are no JSON object with that list. */
export class JsonShapeError extends Error {
  override readonly name = 'JsonShapeError';
}

/** Where a value stands: from its first byte to the one after its last. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

const code = (text: string): number => text.charCodeAt(0);
const [QUOTE, BACKSLASH, COMMA, COLON] = [code('"'), code('\\'), code(','), code(':')];
const [OBJECT, OBJECT_END, LIST, LIST_END] = [code('{'), code('}'), code('['), code(']')];
const WHITE_SPACE: ReadonlySet<number | undefined> = new Set([0x20, 0x0a, 0x0d, 0x09]);
const ENDS_SCALAR: ReadonlySet<number | undefined> = new Set([
  ...[COMMA, COLON, OBJECT, OBJECT_END, LIST, LIST_END, QUOTE],
  ...WHITE_SPACE,
]);

/**
 * The elements of the list `name` of the outermost JSON object, one after the other, so that a large document is never a
 * whole in memory. Only what stands around the elements is checked; parsing each is the caller's. Throws JsonShapeError.
 */
export function* jsonElements(bytes: Uint8Array, name: string): Generator<JsonSpan> {
  let isFound = false;
  let at = skipSpace(bytes, expect(bytes, skipSpace(bytes, 0), OBJECT));
  while (bytes[at] !== OBJECT_END) {
    const keyEnd = endOfValue(bytes, at);
    const isWanted = !isFound && nameAt(bytes, at, keyEnd) === name;
    at = skipSpace(bytes, expect(bytes, skipSpace(bytes, keyEnd), COLON));
    if (isWanted && bytes[at] === LIST) {
      isFound = true;
      at = yield* elements(bytes, at);
    } else at = endOfValue(bytes, at);
    at = next(bytes, at, OBJECT_END);
  }
  if (!isFound) throw new JsonShapeError(`there is no list "${name}" in it`);
}

/** Returns the place after the list. */
function* elements(bytes: Uint8Array, list: number): Generator<JsonSpan, number> {
  let at = skipSpace(bytes, list + 1);
  while (bytes[at] !== LIST_END) {
    const end = endOfValue(bytes, at);
    yield { start: at, end };
    at = next(bytes, end, LIST_END);
  }
  return at + 1;
}

/** Where the next member stands, or the end of all. */
function next(bytes: Uint8Array, from: number, end: number): number {
  const at = skipSpace(bytes, from);
  return bytes[at] === end ? at : skipSpace(bytes, expect(bytes, at, COMMA));
}

function nameAt(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start + 1, end - 1));
}

/** Returns the place after the byte. */
function expect(bytes: Uint8Array, at: number, byte: number): number {
  if (bytes[at] === byte) return at + 1;
  throw new JsonShapeError(`"${String.fromCharCode(byte)}" is missing at byte ${at}`);
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (WHITE_SPACE.has(bytes[at])) at += 1;
  return at;
}

/** The place after the value that begins at `start`. */
function endOfValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return endOfText(bytes, start) + 1;
  return first === OBJECT || first === LIST ? endOfNested(bytes, start) : endOfScalar(bytes, start);
}

function endOfNested(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === OBJECT || byte === LIST) depth += 1;
    else if (byte === OBJECT_END || byte === LIST_END) depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new JsonShapeError(`the value at byte ${start} does not end`);
}

/** Of a number, `true`, `false` or `null`. */
function endOfScalar(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && !ENDS_SCALAR.has(bytes[at])) at += 1;
  if (at > start && at < bytes.length) return at;
  throw new JsonShapeError(`there is no value at byte ${start}`);
}

/** The place of the quote that ends a text. */
function endOfText(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at += 1) {
    if (bytes[at] === QUOTE) return at;
    if (bytes[at] === BACKSLASH) at += 1;
  }
  throw new JsonShapeError(`the text at byte ${start} does not end`);
}
