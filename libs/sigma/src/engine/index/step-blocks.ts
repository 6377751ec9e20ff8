import type { Kernel } from '../kernel/kernel.ts';

/** Characters that follow each other where a witness may hold: a mask by ASCII code each, at most 64. */
export interface WitnessSteps {
  readonly witness: number;
  readonly steps: readonly bigint[];
}

/** Bytes of a block, as in `libs/sigma/kernel/match.ts`: two words of 64 bits, 128 such masks, 64 witnesses. */
const stepsPerBlock = 64;
const masksAt = 2;
const characters = 128;
const witnessesAt = (masksAt + characters) * 8;
const blockBytes = witnessesAt + stepsPerBlock * 4;

/** Places blocks of steps for fields; the address of a table from fields to lists of blocks, 0 for a field without. */
export function* placeSteps(
  byField: ReadonlyMap<number, readonly WitnessSteps[]>,
  fieldCount: number,
  kernel: Kernel,
): Generator<void, number> {
  const table = new Uint32Array(fieldCount);
  for (const [field, runs] of byField) {
    const packed = yield* pack(runs);
    const blocks = packed.map((block) => kernel.place(block));
    table[field] = kernel.place(Uint32Array.from([blocks.length, ...blocks]));
  }
  return kernel.place(table);
}

/** Packs runs one after the other into as few blocks as they need in their order. */
function* pack(runs: readonly WitnessSteps[]): Generator<void, readonly Uint8Array[]> {
  const blocks: Uint8Array[] = [];
  let masks = new BigUint64Array();
  let witnesses = new Uint32Array();
  let used = stepsPerBlock;
  for (const [index, { witness, steps }] of runs.entries()) {
    if (index % 64 === 63) yield;
    if (used + steps.length > stepsPerBlock) {
      const block = new Uint8Array(blockBytes);
      blocks.push(block);
      masks = new BigUint64Array(block.buffer, 0, masksAt + characters);
      witnesses = new Uint32Array(block.buffer, witnessesAt);
      used = 0;
    }
    const last = used + steps.length - 1;
    masks[0] = (masks[0] ?? 0n) | (1n << BigInt(used));
    masks[1] = (masks[1] ?? 0n) | (1n << BigInt(last));
    witnesses[last] = witness;
    for (const [step, mask] of steps.entries()) {
      const bit = 1n << BigInt(used + step);
      for (const code of codesOf(mask)) masks[masksAt + code] = (masks[masksAt + code] ?? 0n) | bit;
    }
    used += steps.length;
  }
  return blocks;
}

/** The characters of a mask. */
function* codesOf(mask: bigint): Generator<number> {
  for (let word = 0; word < characters; word += 32) {
    let bits = Number((mask >> BigInt(word)) & 0xffff_ffffn) | 0;
    for (; bits !== 0; bits &= bits - 1) yield word + 31 - Math.clz32(bits & -bits);
  }
}
