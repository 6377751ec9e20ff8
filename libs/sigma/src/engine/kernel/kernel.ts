import { kernelBytes } from './generated/kernel-bytes.ts';
import { bytesOfBase64, unpack } from './unpack.ts';

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
  /** Copies a table into memory of its own; its address. */
  place(table: Uint8Array | Uint32Array): number;
  /** Bytes taken so far. */
  size(): number;
}

const pageBytes = 65_536;
/** Fewest pages by which the memory grows: each time the platform may have to copy it. */
const growthPages = 16;
let compiled: WebAssembly.Module | undefined;

/** Makes a kernel with empty tables. Throws where the platform has no WebAssembly with SIMD. */
export function createKernel(host: KernelHost): Kernel {
  compiled ??= new WebAssembly.Module(unpack(bytesOfBase64(kernelBytes)));
  const { exports } = new WebAssembly.Instance(compiled, { imports: { ...host } });
  const memory = exports['memory'] as WebAssembly.Memory;
  const call = exports as unknown as KernelFunctions;
  let bytes = new Uint8Array(memory.buffer);
  let words = new Uint32Array(memory.buffer);
  let top = align(call.firstFree());

  const allocate = (size: number): number => {
    const at = top;
    top = align(top + size + 64);
    const missing = top - bytes.length;
    if (missing > 0) {
      memory.grow(Math.max(growthPages, Math.ceil(missing / pageBytes)));
      bytes = new Uint8Array(memory.buffer);
      words = new Uint32Array(memory.buffer);
    }
    return at;
  };
  return {
    call,
    get bytes() {
      return bytes;
    },
    get words() {
      return words;
    },
    allocate,
    place: (table) => {
      const at = allocate(table.byteLength);
      bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), at);
      return at;
    },
    size: () => top,
  };
}

function align(address: number): number {
  return ((address + 63) & ~63) >>> 0;
}
