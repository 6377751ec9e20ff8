/** Bytes of a header; contents are filled up to a multiple of it. */
export const blockBytes = 512;

/** What a header says of its entry. `type` is the flag's character: "0" a file, "x" attributes of the next entry, … */
export interface TarHeader {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/**
 * Reads a header block (POSIX.1-2024, pax, "ustar Interchange Format"; sizes also in GNU's binary form). Undefined for the
 * empty block that ends an archive. Throws an Error if it is none.
 */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (sumOf(block) !== readNumber(block, 148, 8)) {
    if (block.every((byte) => byte === 0)) return undefined;
    throw new Error('a header has a wrong checksum');
  }
  const name = readText(block, 0, 100);
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? readText(block, 345, 155) : '';
  const flag = block[156] ?? 0;
  const type = flag === 0 ? '0' : String.fromCharCode(flag);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    // Nothing follows a folder, whatever size it has.
    size: type === '5' ? 0 : readNumber(block, 124, 12),
    type,
  };
}

/** The records `<length> <key>=<value>` of a pax extended header that bear on name and size. */
export function readPaxRecords(bytes: Buffer): Partial<Pick<TarHeader, 'name' | 'size'>> {
  const found: { name?: string; size?: number } = {};
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const space = bytes.indexOf(' ', at);
    const length = space === -1 ? 0 : Number(bytes.toString('latin1', at, space));
    const end = at + length;
    if (!Number.isInteger(length) || end <= space || end > bytes.length || space === -1)
      throw new Error('a pax header is damaged');
    const record = bytes.toString('utf8', space + 1, end - 1);
    if (record.startsWith('path=')) found.name = record.slice('path='.length);
    if (record.startsWith('size=')) found.size = checkSize(Number(record.slice('size='.length)));
    at = end;
  }
  return found;
}

/** A text of UTF-8 that ends at a NUL or the field's end. */
export function readText(bytes: Buffer, start: number, length: number): string {
  const end = bytes.indexOf(0, start);
  return bytes.toString('utf8', start, end === -1 ? start + length : Math.min(end, start + length));
}

/** Octal digits between blanks, or, after a byte 0x80, a big-endian number. */
function readNumber(block: Buffer, start: number, length: number): number {
  if (block[start] === 0x80) return checkSize(block.readUIntBE(start + length - 6, 6));
  const text = readText(block, start, length).trim();
  return checkSize(text === '' ? 0 : Number(`0o${text}`));
}

function checkSize(size: number): number {
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw new Error('a header has a number that is none');
}

/** The sum of all bytes, those of the checksum itself taken for blanks. */
function sumOf(block: Buffer): number {
  let sum = 8 * 0x20;
  for (let at = 0; at < 148; at += 1) sum += block[at] ?? 0;
  for (let at = 156; at < blockBytes; at += 1) sum += block[at] ?? 0;
  return sum;
}
