import type { Readable } from 'node:stream';
import { fromBufferPromise, openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { ArchiveError } from './archive-error.ts';
import { createByteGate, readBounded } from './byte-budget.ts';
import type { Budget } from './byte-budget.ts';
import { cleanPath, isYamlPath } from './entry-path.ts';
import type { ArchiveLimits, FoundFile } from './rule-file.ts';

/** Reads the YAML files of a zip archive, on disk or in memory. */
export async function readZip(
  source: string | Uint8Array,
  limits: ArchiveLimits,
  budget: Budget,
): Promise<readonly FoundFile[]> {
  let zip: ZipFile | undefined;
  try {
    // Names are decoded and cleaned here: the library would refuse a whole archive for one that climbs.
    const options = { lazyEntries: true, decodeStrings: false, validateEntrySize: true };
    zip =
      typeof source === 'string'
        ? await openPromise(source, { ...options, autoClose: false })
        : await fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.byteLength), options);
    const files: FoundFile[] = [];
    for await (const entry of zip.eachEntry()) {
      budget.spendEntry();
      const name = entry.fileNameRaw.toString('utf8');
      const path = cleanPath(name);
      if (name.endsWith('/') || !isYamlPath(path)) continue;
      files.push({ path, bytes: await readEntry(zip, entry, limits, budget) });
    }
    return files;
  } catch (cause) {
    if (cause instanceof ArchiveError) throw cause;
    throw new ArchiveError('ARCHIVE_BROKEN', 'the file is not a zip archive, or it is damaged', { cause });
  } finally {
    zip?.close();
  }
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  limits: ArchiveLimits,
  budget: Budget,
): Promise<Uint8Array | undefined> {
  if (entry.uncompressedSize > limits.maxFileBytes) return undefined;
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const gate = createByteGate(budget);
  stream.on('error', (error) => gate.destroy(error));
  try {
    return await readBounded(stream.pipe(gate), limits.maxFileBytes);
  } finally {
    stream.destroy();
  }
}
