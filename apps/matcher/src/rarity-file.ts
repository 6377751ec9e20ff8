import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Logger } from '@sluice/runtime';
import type { Rarity } from '@sluice/sigma';

/** Where a worker keeps what its engine has learned of the stream, so that it need not learn it anew. */
export interface RarityFile {
  /** Undefined where nothing is kept yet, or what is kept can't be read: the engine then begins with what is built in. */
  read(): Promise<Rarity | undefined>;
  /** Replaces the file at once or not at all. A disk that refuses is logged and changes nothing else. */
  write(rarity: Rarity | undefined): Promise<void>;
}

/** Ten times what the engine writes. */
const MAX_BYTES = 2 * 1024 * 1024;

/** Keeps nothing where there is no path. What the file holds is checked by the engine. */
export function createRarityFile(path: string | undefined, log: Logger): RarityFile {
  return {
    async read() {
      if (path === undefined) return undefined;
      try {
        const text = await readFile(path, 'utf8');
        return text.length > MAX_BYTES ? undefined : (JSON.parse(text) as Rarity);
      } catch (error) {
        if (!isMissing(error)) log.warn({ path, err: error }, 'rarity not read');
        return undefined;
      }
    },
    async write(rarity) {
      if (path === undefined || rarity === undefined) return;
      const part = `${path}.${process.pid}.part`;
      try {
        await writeFile(part, JSON.stringify(rarity));
        await rename(part, path);
      } catch (error) {
        log.warn({ path, err: error }, 'rarity not written');
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
