import { statfs } from 'node:fs/promises';
import type { HealthCheck, Verdict } from './health-check.ts';

/** Of the file system, free. */
const SCARCE = 0.1;
const FULL = 0.02;

/** The file system that the API works on: git keeps there what it fetches. */
export function checkDisk(folder: string): HealthCheck {
  return {
    part: 'DISK',
    remedy: `See whether ${folder} is there and can be read.`,
    async look() {
      const { bavail, blocks, bsize } = await statfs(folder);
      return judgeDisk(folder, bavail * bsize, blocks * bsize);
    },
  };
}

export function judgeDisk(folder: string, freeBytes: number, totalBytes: number): Verdict {
  const message = `${gigabytes(freeBytes)} of ${gigabytes(totalBytes)} GB are free at ${folder}.`;
  const share = totalBytes === 0 ? 0 : freeBytes / totalBytes;
  if (share >= SCARCE) return { status: 'OK', message };
  const status = share < FULL ? 'DOWN' : 'DEGRADED';
  return { status, message, remedy: 'Make room: without it repositories can not be synced by git.' };
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
