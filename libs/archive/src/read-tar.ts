import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ArchiveError } from './archive-error.ts';
import { createBudget } from './byte-budget.ts';
import type { Budget } from './byte-budget.ts';
import { createByteReader } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { cleanPath, isRulePath } from './entry-path.ts';
import type { OpenSource } from './open-source.ts';
import type { ArchiveLimits, FoundFile } from './rule-file.ts';
import { blockBytes, readPaxRecords, readTarHeader, readText } from './tar-header.ts';
import type { TarHeader } from './tar-header.ts';

/**
 * Bytes unpacked at once: at Node's 16 KiB, a hundred megabytes take five times as long; at 1 MiB, glibc may keep 200 MB of
 * them in the arenas of zlib's threads.
 */
const chunkBytes = 256 * 1024;
/** Most bytes of a long name or of attributes; file systems allow 4,096 for a path. */
const maxAttributeBytes = 64 * 1024;

/** The YAML files of a gzipped tar archive, on disk or in memory. It is unpacked once for the paths, once for the files. */
export function openTarGz(source: string | Uint8Array, limits: ArchiveLimits): OpenSource {
  const everywhere = { has: () => true };
  return {
    isArchive: true,
    async listPaths() {
      const paths: string[] = [];
      for await (const { path } of readEntries(source, limits, everywhere, 0)) paths.push(path);
      return paths;
    },
    readFiles: (wanted) => readEntries(source, limits, wanted, limits.maxFileBytes),
  };
}

/** The YAML files with a path that is wanted; those of more than `maxBytes` without their bytes. */
async function* readEntries(
  source: string | Uint8Array,
  limits: ArchiveLimits,
  wanted: Pick<ReadonlySet<string>, 'has'>,
  maxBytes: number,
): AsyncGenerator<FoundFile> {
  const budget = createBudget(limits);
  const chunks = unpack(source, budget);
  try {
    const reader = createByteReader(chunks);
    for (;;) {
      const entry = await readEntry(reader);
      if (entry === undefined) break;
      budget.spendEntry();
      const { size, type } = entry;
      const path = cleanPath(entry.name);
      const isRead = type === '0' && !entry.name.endsWith('/') && isRulePath(path) && wanted.has(path);
      const passed = size + paddingOf(size);
      if (!isRead || size > maxBytes) {
        if (isRead) yield { path, bytes: undefined };
        await skipAll(reader, passed);
        continue;
      }
      // Mostly the whole lies in one piece.
      const bytes = reader.takeInHand(passed) ?? (await takeAll(reader, passed));
      yield { path, bytes: bytes.subarray(0, size) };
    }
    // At the end of the packed bytes stands their checksum.
    await reader.skip(Infinity);
  } catch (cause) {
    if (cause instanceof ArchiveError) throw cause;
    throw new ArchiveError('ARCHIVE_BROKEN', 'the file is not a gzipped tar archive, or it is cut short', {
      cause,
    });
  } finally {
    await chunks.return(undefined);
  }
}

/** This is what stops a compression bomb: all that is unpacked counts. */
async function* unpack(source: string | Uint8Array, budget: Budget): AsyncGenerator<Buffer, undefined> {
  const packed =
    typeof source === 'string'
      ? createReadStream(source, { highWaterMark: chunkBytes })
      : Readable.from([source]);
  const unpacked = createGunzip({ chunkSize: chunkBytes });
  // The loop fails with the same error; without a handler here it would also count as unhandled.
  pipeline(packed, unpacked).catch(() => undefined);
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    budget.spendBytes(chunk.length);
    yield chunk;
  }
}

/** The next header, with what the headers before it say of its entry: pax attributes, or GNU's long name. */
async function readEntry(reader: ByteReader): Promise<TarHeader | undefined> {
  let attributes: Partial<TarHeader> = {};
  for (;;) {
    const block = reader.takeInHand(blockBytes) ?? (await reader.take(blockBytes));
    const header = block && readTarHeader(block);
    if (header === undefined) return undefined;
    const { type, size } = header;
    const isNamed = type === 'L';
    const isPax = type === 'x';
    if (!isNamed && !isPax && type !== 'g' && type !== 'K') return { ...header, ...attributes };
    if (isNamed || isPax) {
      if (size > maxAttributeBytes) throw new Error(`attributes of ${size} bytes`);
      const bytes = await takeAll(reader, size);
      attributes = { ...attributes, ...(isPax ? readPaxRecords(bytes) : { name: readText(bytes, 0, size) }) };
    } else await skipAll(reader, size);
    await skipAll(reader, paddingOf(size));
  }
}

/** Bytes that fill up contents to whole blocks. */
function paddingOf(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}

async function takeAll(reader: ByteReader, count: number): Promise<Buffer> {
  return (await reader.take(count)) ?? cutShort();
}

async function skipAll(reader: ByteReader, count: number): Promise<void> {
  if (!(await reader.skip(count))) cutShort();
}

function cutShort(): never {
  throw new Error('the archive ends inside an entry');
}
