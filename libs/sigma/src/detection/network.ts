/** An IP address as 128 bits; IPv4 as its IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2). */
type Address = bigint;

const mappedPrefix = 0xffffn << 32n;

/** Compiles `address/bits`; undefined if it isn't one. Bits of the address beyond the prefix are ignored. */
export function compileNetwork(cidr: string): ((text: string) => boolean) | undefined {
  const [base = '', bitsText] = cidr.split('/', 2);
  const address = parseAddress(base);
  if (address === undefined || cidr.split('/').length > 2) return undefined;
  const isV4 = !base.includes(':');
  const width = isV4 ? 32 : 128;
  if (bitsText !== undefined && !/^\d{1,3}$/.test(bitsText)) return undefined;
  const bits = bitsText === undefined ? width : Number(bitsText);
  if (bits > width) return undefined;
  const shift = BigInt(width - bits);
  const network = address >> shift;
  return (text) => {
    const candidate = parseAddress(text);
    return candidate !== undefined && candidate >> shift === network;
  };
}

/** Reads an IPv4 or IPv6 address; anything else, also with a zone or a prefix, is undefined. */
function parseAddress(text: string): Address | undefined {
  if (!text.includes(':')) {
    const v4 = parseV4(text);
    return v4 === undefined ? undefined : mappedPrefix | BigInt(v4);
  }
  return parseV6(text);
}

function parseV4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const bytes = match.slice(1).map(Number);
  return bytes.some((byte) => byte > 255) ? undefined : bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => readGroups(half));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<number>(tail === undefined ? 0 : missing).fill(0), ...(tail ?? [])];
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

/** Groups of 16 bits; the last may be an IPv4 address. */
function readGroups(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const words = text.split(':');
  for (const [index, word] of words.entries()) {
    const v4 = index === words.length - 1 && word.includes('.') ? parseV4(word) : undefined;
    if (v4 !== undefined) groups.push(v4 >>> 16, v4 & 0xffff);
    else if (/^[0-9a-fA-F]{1,4}$/.test(word)) groups.push(Number.parseInt(word, 16));
    else return undefined;
  }
  return groups;
}
