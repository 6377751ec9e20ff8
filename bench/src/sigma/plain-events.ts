import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { BenchError } from '../bench-error.ts';

/** The path itself, or where in `folder` its unpacked text lies: every engine is to read the same plain bytes. */
export async function openPlainEvents(path: string, folder: string): Promise<string> {
  if (!existsSync(path)) throw new BenchError(`there is no file ${path}`);
  if (!path.endsWith('.gz')) return path;
  const plain = join(folder, basename(path, '.gz'));
  await pipeline(createReadStream(path), createGunzip(), createWriteStream(plain));
  return plain;
}
