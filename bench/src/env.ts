import { resolve } from 'node:path';

/** A path as the caller means it: relative to where the command was called, which npm and pnpm leave behind in INIT_CWD. */
export function resolveFromCaller(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}
