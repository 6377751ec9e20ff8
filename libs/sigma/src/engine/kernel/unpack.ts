/** Bytes written in base64. Throws for anything else. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** Where RFC 1951 has the lengths of the code in which the other codes' lengths are written. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** The kind of such a block. */
const ownCodes = 2;
const endOfBlock = 256;
const longestCopy = 28;

/**
 * Unpacks deflated bytes (RFC 1951) whose blocks have codes of their own. Only for what `scripts/build-kernel.mjs` has
 * packed: nothing else is checked. Throws for blocks of another kind.
 */
export function unpack(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let at = 0;
  const bits = (count: number): number => {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, at += 1)
      value |= (((packed[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
    return value;
  };
  /** Reader of the symbols of a code, given the length of each: the shorter come first, then those of lower numbers. */
  const readerOf = (lengths: readonly number[]): (() => number) => {
    const ofLength = Array.from({ length: 16 }, (_, length) =>
      lengths.flatMap((other, symbol) => (other === length ? symbol : [])),
    );
    return () => {
      let code = 0;
      for (let length = 1; ; length += 1) {
        code = code * 2 + bits(1);
        const symbol = ofLength[length]?.[code];
        if (symbol !== undefined) return symbol;
        code -= ofLength[length]?.length ?? 0;
      }
    };
  };
  const readLengths = (count: number, read: () => number): readonly number[] => {
    const lengths: number[] = [];
    while (lengths.length < count) {
      const symbol = read();
      const times =
        symbol < 16 ? 1 : symbol === 16 ? 3 + bits(2) : symbol === 17 ? 3 + bits(3) : 11 + bits(7);
      const length = symbol < 16 ? symbol : symbol === 16 ? (lengths.at(-1) ?? 0) : 0;
      for (let time = 0; time < times; time += 1) lengths.push(length);
    }
    return lengths;
  };
  for (let isLast = 0; isLast === 0;) {
    isLast = bits(1);
    if (bits(2) !== ownCodes) throw new Error('a block without codes of its own');
    const literals = 257 + bits(5);
    const distances = 1 + bits(5);
    const known = Array.from({ length: 4 + bits(4) }, () => bits(3));
    const read = readerOf(Array.from({ length: 19 }, (_, symbol) => known[lengthOrder.indexOf(symbol)] ?? 0));
    const lengths = readLengths(literals + distances, read);
    const readLiteral = readerOf(lengths.slice(0, literals));
    const readDistance = readerOf(lengths.slice(literals));
    for (let symbol = readLiteral(); symbol !== endOfBlock; symbol = readLiteral()) {
      if (symbol < endOfBlock) {
        bytes.push(symbol);
        continue;
      }
      const step = symbol - endOfBlock - 1;
      const length = step === longestCopy ? 258 : 3 + spread(step, 4);
      const distance = 1 + spread(readDistance(), 2);
      for (let left = length; left > 0; left -= 1) bytes.push(bytes[bytes.length - distance] ?? 0);
    }
  }
  return Uint8Array.from(bytes);

  /** A number of which the symbol tells the first digits and how many bits follow; so many symbols share a count of bits. */
  function spread(symbol: number, sharing: number): number {
    const more = Math.max(0, Math.floor(symbol / sharing) - 1);
    return more === 0 ? symbol : ((sharing + (symbol % sharing)) << more) + bits(more);
  }
}
