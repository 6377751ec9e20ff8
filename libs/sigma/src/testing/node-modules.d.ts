// What tests use of Node. The types of Node as a whole stay out of this library, so that the compiler knows none of its
// globals in code that must also run in a browser.

interface ImportMeta {
  readonly dirname: string;
}

interface Bytes {
  readonly length: number;
  subarray(from: number, to: number): Bytes;
  toString(encoding: 'utf8' | 'latin1'): string;
}

declare module 'node:fs' {
  export function existsSync(path: string): boolean;
  export function readdirSync(path: string): string[];
  export function readFileSync(path: string): Bytes;
}

declare module 'node:net' {
  export function isIPv4(text: string): boolean;
  export class BlockList {
    addSubnet(network: string, bits: number, family: 'ipv4' | 'ipv6'): void;
    check(address: string, family: 'ipv4' | 'ipv6'): boolean;
  }
}

declare module 'node:path' {
  export function join(...parts: readonly string[]): string;
}

declare module 'node:v8' {
  export function setFlagsFromString(flags: string): void;
}

declare module 'node:vm' {
  export function runInNewContext(code: string): unknown;
}

declare module 'node:zlib' {
  export function gunzipSync(bytes: Bytes): Bytes;
  export function deflateRawSync(bytes: Uint8Array, options?: { readonly level: number }): Uint8Array;
}

declare const process: { memoryUsage(): { readonly heapUsed: number } };
declare const console: { warn(message: string): void };
