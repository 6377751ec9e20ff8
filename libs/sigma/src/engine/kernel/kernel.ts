import { kernelLength, packedKernel } from './generated/kernel-bytes.ts';
import { unpack } from './unpack.ts';

/** What the kernel asks of its host; addresses are of its memory. See `libs/sigma/kernel/imports.ts`. */
export interface KernelHost {
  plainText(value: number, to: number): number;
  canonicalText(value: number, to: number): number;
  testPredicate(segment: number, predicate: number): number;
}

/** Functions of the compiled kernel; what each does is told in `libs/sigma/kernel`. */
interface KernelFunctions {
  firstFree(): number;
  useScratch(
    input: number,
    folded: number,
    values: number,
    tape: number,
    keys: number,
    links: number,
    arena: number,
    maxItems: number,
  ): void;
  useTrie(nodes: number, table: number, mask: number): void;
  useRoutes(table: number, mask: number): void;
  useFields(slots: number, touched: number): void;
  useSegments(segments: number, count: number, results: number): void;
  useCounters(at: number, every: number): void;
  slotFlags: { readonly value: number };
  useForms(fields: number): void;
  keepRoute(copy: number, route: number): number;
  keyAddress(): number;
  keyBytes(): number;
  kindOfEvent(): number;
  countValues(): number;
  eventNumber(): number;
  restartEvents(): void;
  run(length: number, context: number, kind: number): number;
  resume(kind: number, mapping: number): number;
  finish(): number;
  partsAddress(): number;
  countParts(): number;
  putFormed(field: number, rank: number): number;
  begin(): void;
  putValue(start: number, length: number, meta: number): number;
  putField(field: number, value: number): number;
  matchValues(length: number, kind: number): number;
}

/** The kernel with its memory. Views are made anew when the memory grows, so they are read from here at each use. */
export interface Kernel {
  readonly call: KernelFunctions;
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  /** Takes memory that is never given back; zeros, aligned to 64 bytes, with 64 more behind it for reads past the end. */
  allocate(bytes: number): number;
  /** Makes sure that so many bytes can be taken without the memory growing. */
  reserve(bytes: number): void;
  /** Copies a table into memory of its own; its address. */
  place(table: Uint8Array | Uint32Array): number;
  /** The same for a large table: yields between parts of it. */
  placeInParts(table: Uint8Array | Uint32Array): Generator<void, number>;
  /** Copies a large table to where memory was taken for it: yields between parts of it. */
  copyInParts(table: Uint8Array | Uint32Array, to: number): Generator<void>;
  /** Bytes taken so far. */
  size(): number;
}

const pageBytes = 65_536;
/**
 * By which the memory grows at least, in bytes and as a share of what it has. Each time, the platform may have to copy it, and
 * V8 takes all of it for newly allocated and soon collects garbage. What is not written to takes no memory.
 */
const growthBytes = 2 ** 20;
const growthShare = 1 / 2;
/** Copied at a time. */
const partBytes = 512 * 1024;
let compiled: WebAssembly.Module | undefined;

/** Makes a kernel with empty tables. Throws where the platform has no WebAssembly with SIMD. */
export function createKernel(host: KernelHost): Kernel {
  compiled ??= new WebAssembly.Module(unpack(packedKernel, kernelLength));
  const { exports } = new WebAssembly.Instance(compiled, { imports: { ...host } });
  const memory = exports['memory'] as WebAssembly.Memory;
  const call = exports as unknown as KernelFunctions;
  let bytes = new Uint8Array(memory.buffer);
  let words = new Uint32Array(memory.buffer);
  let top = align(call.firstFree());

  const reserve = (size: number): void => {
    const missing = top + size - bytes.length;
    if (missing <= 0) return;
    memory.grow(Math.ceil(Math.max(growthBytes, missing, bytes.length * growthShare) / pageBytes));
    bytes = new Uint8Array(memory.buffer);
    words = new Uint32Array(memory.buffer);
  };
  const allocate = (size: number): number => {
    const at = top;
    const next = align(top + size + 64);
    reserve(next - top);
    top = next;
    return at;
  };
  function* copyInParts(table: Uint8Array | Uint32Array, to: number): Generator<void> {
    const all = bytesOf(table);
    for (let from = 0; from < all.length; from += partBytes) {
      if (from > 0) yield;
      bytes.set(all.subarray(from, from + partBytes), to + from);
    }
  }
  return {
    call,
    get bytes() {
      return bytes;
    },
    get words() {
      return words;
    },
    allocate,
    reserve,
    place: (table) => {
      const at = allocate(table.byteLength);
      bytes.set(bytesOf(table), at);
      return at;
    },
    *placeInParts(table) {
      const at = allocate(table.byteLength);
      yield* copyInParts(table, at);
      return at;
    },
    copyInParts,
    size: () => top,
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function align(address: number): number {
  return ((address + 63) & ~63) >>> 0;
}
