import { foretell, maxForetold } from './foretell.ts';
import { digits, leastRange } from './unpack.ts';

/**
 * Packs bytes such as those of the kernel: a number (arithmetic coding) in printable characters that stand in double quotes
 * as they are. Time grows with the square of the length. Throws for more than `maxForetold` bytes.
 */
export function pack(bytes: Uint8Array): string {
  if (bytes.length > maxForetold)
    throw new Error(`${bytes.length} bytes are more than foretell.ts has slots for: enlarge its table`);
  let at = 0;
  let low = 0n;
  let range = 1;
  let count = 0;
  foretell(bytes.length, (likely) => {
    for (; range < leastRange; range *= digits, count += 1) low *= BigInt(digits);
    const bit = ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
    at += 1;
    const ones = Math.floor(range * likely);
    if (bit === 0) low += BigInt(ones);
    range = bit === 1 ? ones : range - ones;
    return bit;
  });
  let text = '';
  for (; count > 0; count -= 1, low /= BigInt(digits)) {
    const digit = Number(low % BigInt(digits));
    text = String.fromCharCode(35 + (digit > 56 ? digit + 1 : digit)) + text;
  }
  return text;
}
