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
