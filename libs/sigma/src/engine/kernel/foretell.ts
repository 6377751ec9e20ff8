/**
 * What foretells a bit: which bytes before it (bit 0 of a mask is the last one) and what each time counts for that they
 * stood there. Chosen by trying, for the kernel that `scripts/build-kernel.mjs` packs.
 */
const masks = [0, 3, 1, 14, 53];
const weights = [1, 5, 2, 5, 12];
/** What always was followed by the same bit counts so many times as much. */
const boost = 3;
/** What speaks for either bit before anything is known. */
const doubt = 3;
const slotBits = 19;
/** With more bytes the slots might not suffice. */
export const maxForetold = 13_000;
/** Odd, and near 2³² divided by the golden ratio. */
const multiplier = 0x9e3779b1;

/**
 * Foretells so many bytes (at most `maxForetold`) bit by bit from those before, for packing and unpacking alike: `decide`
 * is told how likely a one is, between 0 and 1, and tells the bit. What followed in several contexts is counted and added
 * up, as in PAQ1 (M. Mahoney, "The PAQ1 Data Compression Program", 2002), by sums, products and quotients alone, which are
 * the same on every platform.
 */
export function foretell(length: number, decide: (likely: number) => number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const tags = new Int32Array(2 ** slotBits);
  /** For each slot how often a zero followed, and how often a one. */
  const counts = new Uint16Array(2 ** slotBits * 2);
  const slots = new Int32Array(masks.length);
  for (let at = 0; at < length; at += 1) {
    const hashes = masks.map((mask) => {
      let hash = mask << 8;
      for (let back = 0; mask >> back > 0; back += 1)
        if ((mask >> back) & 1) hash = Math.imul(hash + (bytes[at - 1 - back] ?? 0), multiplier);
      return hash;
    });
    let byte = 1;
    while (byte < 256) {
      let zeros = doubt;
      let ones = doubt;
      for (let index = 0; index < masks.length; index += 1) {
        const tag = Math.imul((hashes[index] ?? 0) + byte, multiplier);
        let slot = tag >>> (32 - slotBits);
        while (tags[slot] !== 0 && tags[slot] !== tag) slot = (slot + 1) % tags.length;
        tags[slot] = tag;
        slots[index] = slot;
        const zero = counts[slot * 2] ?? 0;
        const one = counts[slot * 2 + 1] ?? 0;
        const weight = (weights[index] ?? 0) * (zero * one === 0 ? boost : 1);
        zeros += zero * weight;
        ones += one * weight;
      }
      const bit = decide(ones / (zeros + ones));
      for (const slot of slots) {
        const same = slot * 2 + bit;
        const other = slot * 2 + 1 - bit;
        counts[same] = (counts[same] ?? 0) + 1;
        const count = counts[other] ?? 0;
        if (count > 1) counts[other] = count * 0.3 + 1;
      }
      byte = byte * 2 + bit;
    }
    bytes[at] = byte;
  }
  return bytes;
}
