import { pipeline, type Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';

/** A file to pack: a relative path with forward slashes, and its text, which is written as UTF-8. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files as a .tar.gz (POSIX.1-2001, pax), one by one as they are read from. What `files` throws, the stream is
 * destroyed with; where the stream is destroyed, `files` is returned from.
 */
export function packTarGz(files: AsyncIterable<TextFile>, modifiedAt: Date): Readable {
  const tar = pack();
  const packed = createGzip();
  async function write(): Promise<void> {
    for await (const { path, text } of files)
      await new Promise<void>((resolve, reject) => {
        const entry = tar.entry({ name: path, mtime: modifiedAt }, text, (error) => {
          if (error) reject(error);
          else resolve();
        });
        entry.on('error', reject);
      });
    tar.finalize();
  }
  // Whoever reads what is packed hears of an error; the inner stream repeats it to nobody.
  tar.on('error', () => undefined);
  pipeline(tar, packed, () => undefined);
  write().catch((error: unknown) => {
    packed.destroy(
      error instanceof Error ? error : new Error('a file could not be packed', { cause: error }),
    );
  });
  return packed;
}
