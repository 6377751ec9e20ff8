import { configure, Uint8ArrayReader, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { ArchiveError } from './archive-error.ts';

/** Deriving a key takes a millisecond or two for each. */
const MAX_ENCRYPTED = 10_000;

/** Decrypts entries of a zip archive: AES (WinZip's AE-1 and AE-2) and ZipCrypto. */
export interface ZipDecryptor {
  /** The bytes of an entry; as many as announced. Throws an ArchiveError. */
  decrypt(entry: EntryFacts): Promise<Uint8Array>;
}

/** What the directory says of an entry, as another library reads it. */
export interface EntryFacts {
  readonly relativeOffsetOfLocalHeader: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
}

/** `password` may be absent: the first encrypted entry then says so. */
export function createZipDecryptor(packed: Uint8Array, password: string | undefined): ZipDecryptor {
  // As the bytes of UTF-8, which is what other programs take; the library has its own ways with a text.
  const rawPassword = password === undefined ? undefined : Buffer.from(password);
  let entries: Promise<ReadonlyMap<number, FileEntry>> | undefined;
  let decrypted = 0;
  return {
    async decrypt({ relativeOffsetOfLocalHeader: offset, compressedSize, uncompressedSize }) {
      if (rawPassword === undefined || rawPassword.length === 0)
        throw new ArchiveError('PASSWORD_MISSING', 'the archive is encrypted: give its password');
      decrypted += 1;
      if (decrypted > MAX_ENCRYPTED)
        throw new ArchiveError(
          'ARCHIVE_TOO_MANY_ENTRIES',
          `the archive has more than ${MAX_ENCRYPTED} encrypted files`,
        );
      try {
        entries ??= readEntries(packed);
        const entry = (await entries).get(offset);
        if (entry?.compressedSize !== compressedSize) throw new Error('the entry is not in the directory');
        return await readEntry(entry, rawPassword, uncompressedSize);
      } catch (cause) {
        throw new ArchiveError('PASSWORD_WRONG', 'the password is wrong, or the archive is damaged', {
          cause,
        });
      }
    },
  };
}

async function readEntries(packed: Uint8Array): Promise<ReadonlyMap<number, FileEntry>> {
  configure({ useWebWorkers: false });
  const found = new Map<number, FileEntry>();
  for await (const entry of new ZipReader(new Uint8ArrayReader(packed)).getEntriesGenerator())
    if (!entry.directory) found.set(entry.offset, entry);
  return found;
}

async function readEntry(entry: FileEntry, rawPassword: Uint8Array, size: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const bounded = new WritableStream<Uint8Array>({
    write(chunk) {
      length += chunk.length;
      if (length > size) throw new Error(`more than the ${size} bytes that are announced`);
      chunks.push(chunk);
    },
  });
  await entry.getData(bounded, { rawPassword, checkSignature: true });
  if (length !== size) throw new Error(`${length} bytes where ${size} are announced`);
  return Buffer.concat(chunks);
}
