import { Transform } from 'node:stream';
import { ArchiveError } from './archive-error.ts';
import type { ArchiveLimits } from './rule-file.ts';

/** Counts what a source has cost so far and throws when a limit is passed. */
export interface Budget {
  spendBytes(count: number): void;
  spendEntry(): void;
}

/** Makes a budget for one source. */
export function createBudget({ maxTotalBytes, maxEntries }: ArchiveLimits): Budget {
  let bytes = 0;
  let entries = 0;
  return {
    spendBytes: (count) => {
      bytes += count;
      if (bytes > maxTotalBytes) {
        throw new ArchiveError(
          'ARCHIVE_TOO_LARGE',
          `unpacked, the rules are larger than ${maxTotalBytes} bytes`,
        );
      }
    },
    spendEntry: () => {
      entries += 1;
      if (entries > maxEntries) {
        throw new ArchiveError(
          'ARCHIVE_TOO_MANY_ENTRIES',
          `the rules have more than ${maxEntries} files and folders`,
        );
      }
    },
  };
}

/** Passes bytes on while the budget lasts: this is what stops a compression bomb. */
export function createByteGate(budget: Budget): Transform {
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      try {
        budget.spendBytes(chunk.length);
        done(null, chunk);
      } catch (cause) {
        done(cause as ArchiveError);
      }
    },
  });
}

/** Reads a stream whole; undefined if it is longer than `maxBytes`, and then it is drained. */
export async function readBounded(
  stream: AsyncIterable<unknown>,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
}
