import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { ArchiveError } from './archive-error.ts';
import { createByteGate, readBounded } from './byte-budget.ts';
import type { Budget } from './byte-budget.ts';
import { cleanPath, isYamlPath } from './entry-path.ts';
import type { ArchiveLimits, FoundFile } from './rule-file.ts';

/** Reads the YAML files of a gzipped tar stream. */
export async function readTarGz(
  source: Readable,
  limits: ArchiveLimits,
  budget: Budget,
): Promise<readonly FoundFile[]> {
  const entries = extract();
  const pumping = pipeline(source, createGunzip(), createByteGate(budget), entries);
  // The loop below fails with the same error; without a handler here it would also count as unhandled.
  pumping.catch(() => undefined);
  const files: FoundFile[] = [];
  try {
    for await (const entry of entries) {
      budget.spendEntry();
      const path = cleanPath(entry.header.name);
      if (entry.header.type === 'file' && isYamlPath(path)) {
        files.push({ path, bytes: await readBounded(entry, limits.maxFileBytes) });
      } else entry.resume();
    }
    await pumping;
  } catch (cause) {
    source.destroy();
    if (cause instanceof ArchiveError) throw cause;
    throw new ArchiveError('ARCHIVE_BROKEN', 'the file is not a gzipped tar archive, or it is cut short', {
      cause,
    });
  }
  return files;
}
