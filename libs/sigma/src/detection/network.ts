import { createCodePoints, readText } from '../pattern/code-points.ts';
import type { CodePoints } from '../pattern/code-points.ts';

/** An IP address as eight groups of 16 bits; IPv4 as its IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2). */
type Groups = Uint16Array;

const colon = 58;
const point = 46;
/** Longest text of an address: eight groups of four digits, or six and an IPv4 address. */
const maxLength = 45;
const base = createCodePoints();
/** Of the address that is tested. */
const tested: Groups = new Uint16Array(8);

/** Compiles `address/bits`; undefined if it isn't one. Bits of the address beyond the prefix are ignored. */
export function compileNetwork(cidr: string): ((text: CodePoints) => boolean) | undefined {
  const [, address = '', written] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(cidr) ?? [];
  const network: Groups = new Uint16Array(8);
  const width = address.includes(':') ? 128 : 32;
  const bits = Number(written ?? width);
  if (bits > width || !readAddress(readText(base, address), network)) return undefined;
  const masks = Array.from(network, (_, group) => {
    const left = Math.min(16, Math.max(0, bits + 128 - width - group * 16));
    return 0xffff & ~(0xffff >>> left);
  });
  return (text) => {
    if (!readAddress(text, tested)) return false;
    for (let group = 0; group < 8; group += 1)
      if ((((tested[group] ?? 0) ^ (network[group] ?? 0)) & (masks[group] ?? 0)) !== 0) return false;
    return true;
  };
}

/** Reads an IPv4 or IPv6 address (RFC 4291, 2.2); anything else, also with a zone or a prefix, is false. */
function readAddress({ codes, length }: CodePoints, into: Groups): boolean {
  if (length > maxLength) return false;
  let count = 0;
  /** Where `::` stands. */
  let gap = codes[0] === colon && codes[1] === colon && length > 1 ? 0 : -1;
  let at = gap + 1 === 0 ? 0 : 2;
  into.fill(0);
  while (at < length) {
    let group = 0;
    const start = at;
    for (; at < length && hexDigit(codes[at]) < 16; at += 1) group = group * 16 + hexDigit(codes[at]);
    if (codes[at] === point && at < length) {
      // By itself it stands behind the prefix of mapped addresses.
      if (start === 0) count = 6;
      if (count > 6 || !readV4(codes, start, length, into, count)) return false;
      if (start === 0) into[5] = 0xffff;
      count += 2;
      break;
    }
    if (at === start || at - start > 4 || count > 7) return false;
    into[count] = group;
    count += 1;
    if (at === length) break;
    if (codes[at] !== colon || at + 1 === length) return false;
    at += 1;
    if (codes[at] !== colon) continue;
    if (gap >= 0) return false;
    gap = count;
    at += 1;
  }
  if (gap < 0 || count > 7) return gap < 0 && count === 8;
  into.copyWithin(8 - count + gap, gap, count).fill(0, gap, 8 - count + gap);
  return true;
}

/** Reads an IPv4 address that ends the text into two groups. */
function readV4(codes: Uint32Array, start: number, end: number, into: Groups, first: number): boolean {
  let byte = 0;
  let digits = 0;
  let count = 0;
  for (let at = start; at <= end; at += 1) {
    const code = at === end ? point : (codes[at] ?? 0);
    if (code === point) {
      if (digits === 0 || digits > 3 || byte > 255 || count === 4) return false;
      const group = first + (count >> 1);
      into[group] = (into[group] ?? 0) * 256 + byte;
      count += 1;
      byte = digits = 0;
    } else if (code < 48 || code > 57) return false;
    else {
      byte = byte * 10 + code - 48;
      digits += 1;
    }
  }
  return count === 4;
}

/** The value of a hexadecimal digit; 16 for anything else. */
function hexDigit(code = 0): number {
  const letter = code | 32;
  if (code >= 48 && code <= 57) return code - 48;
  return letter >= 97 && letter <= 102 ? letter - 87 : 16;
}
