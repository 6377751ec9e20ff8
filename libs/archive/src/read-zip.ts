import { readFile, stat } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { ArchiveError } from './archive-error.ts';
import { createBudget } from './byte-budget.ts';
import { createZipDecryptor, type ZipDecryptor } from './decrypt-zip.ts';
import { cleanPath, isRulePath } from './entry-path.ts';
import type { OpenSource } from './open-source.ts';
import type { ArchiveLimits } from './rule-file.ts';

/** A zip archive in memory: a stream for each of thousands of small files takes half a millisecond. */
interface OpenZip {
  readonly zip: ZipFile;
  readonly packed: Buffer;
}

/** The YAML files of a zip archive, on disk or in memory; encrypted ones by the password. */
export function openZip(source: string | Uint8Array, limits: ArchiveLimits, password?: string): OpenSource {
  let packed: Buffer | undefined;
  const open = async (): Promise<OpenZip> => {
    packed ??= await readPacked(source, limits);
    // Names are decoded and cleaned here: the library would refuse a whole archive for one that climbs.
    const zip = await fromBufferPromise(packed, { lazyEntries: true, decodeStrings: false }).catch(refuse);
    return { zip, packed };
  };
  return {
    isArchive: true,
    async listPaths() {
      const paths: string[] = [];
      for await (const { path } of yamlEntries(await open(), limits)) paths.push(path);
      return paths;
    },
    async *readFiles(wanted) {
      const budget = createBudget(limits);
      const opened = await open();
      const spendPacked = spendEachByteOnce(opened.packed.length);
      const decryptor = createZipDecryptor(opened.packed, password);
      for await (const { path, entry } of yamlEntries(opened, limits)) {
        if (!wanted.has(path)) continue;
        if (entry.uncompressedSize > limits.maxFileBytes) {
          yield { path, bytes: undefined };
          continue;
        }
        budget.spendBytes(entry.uncompressedSize);
        spendPacked(entry.compressedSize);
        yield { path, bytes: await unpack(opened, entry, decryptor).catch(refuse) };
      }
    },
  };
}

/** Entries that share their packed bytes would each cost as much as the whole archive, whatever they unpack to. */
function spendEachByteOnce(packedBytes: number): (count: number) => void {
  let left = packedBytes;
  return (count) => {
    left -= count;
    if (left < 0) throw new ArchiveError('ARCHIVE_BROKEN', 'files of the archive share their bytes');
  };
}

async function readPacked(source: string | Uint8Array, limits: ArchiveLimits): Promise<Buffer> {
  if (typeof source !== 'string') return Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  createBudget(limits).spendBytes((await stat(source)).size);
  return readFile(source);
}

async function* yamlEntries(
  { zip }: OpenZip,
  limits: ArchiveLimits,
): AsyncGenerator<{ readonly path: string; readonly entry: Entry }> {
  const budget = createBudget(limits);
  const entries = zip.eachEntry();
  for (;;) {
    const next = await entries.next().catch(refuse);
    if (next.done === true) return;
    const entry = next.value;
    budget.spendEntry();
    const name = entry.fileNameRaw.toString('utf8');
    const path = cleanPath(name);
    if (!name.endsWith('/') && isRulePath(path)) yield { path, entry };
  }
}

/** The bytes of one file: as many as the archive says, or it is damaged. */
async function unpack({ zip, packed }: OpenZip, entry: Entry, decryptor: ZipDecryptor): Promise<Uint8Array> {
  if (entry.isEncrypted()) return decryptor.decrypt(entry);
  if (!entry.canDecodeFileData()) throw new Error('packed by another method than deflate');
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const data = packed.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  const size = entry.uncompressedSize;
  const bytes = entry.compressionMethod === 0 ? data : inflateRawSync(data, { maxOutputLength: size + 1 });
  if (bytes.length !== size) throw new Error(`${bytes.length} bytes where ${size} are announced`);
  return bytes;
}

function refuse(cause: unknown): never {
  if (cause instanceof ArchiveError) throw cause;
  throw new ArchiveError('ARCHIVE_BROKEN', 'the file is not a zip archive, or it is damaged', { cause });
}
