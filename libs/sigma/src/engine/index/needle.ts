/** A text to look for and the witness to report where it is found. Case-folded. */
export interface Needle {
  readonly text: string;
  readonly witness: number;
}

/** Chained hash table from hashes of a few characters to needles: heads by hash, then next by entry; 0 ends a chain. */
export interface NeedleTable {
  readonly shift: number;
  readonly heads: Int32Array;
  readonly next: Int32Array;
}

/** Spreads bits over a table whose size is 2 ** (32 - shift). */
export function spread(hash: number, shift: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> shift;
}

/** Builds the table; `hashes[i]` belongs to entry `i + 1`. At most one slot in eight is taken. */
export function createNeedleTable(hashes: readonly number[]): NeedleTable {
  const bits = Math.min(18, Math.max(6, Math.ceil(Math.log2(hashes.length * 8 + 1))));
  const shift = 32 - bits;
  const heads = new Int32Array(1 << bits);
  const next = new Int32Array(hashes.length + 1);
  for (const [index, hash] of hashes.entries()) {
    const slot = spread(hash, shift);
    next[index + 1] = heads[slot] ?? 0;
    heads[slot] = index + 1;
  }
  return { shift, heads, next };
}
