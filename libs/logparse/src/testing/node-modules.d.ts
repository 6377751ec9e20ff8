// What tests use of Node. The types of Node as a whole stay out of this library, so that the compiler knows none of its
// globals in code that must also run in a browser.

interface ImportMeta {
  readonly dirname: string;
}

declare module 'node:fs' {
  export function existsSync(path: string): boolean;
  export function readFileSync(path: string, encoding: 'utf8'): string;
}

declare module 'node:path' {
  export function join(...parts: readonly string[]): string;
}
