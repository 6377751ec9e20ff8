import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The project's shared data stands beside the repository; tests that need it are skipped where it is absent. */
const folder = join(import.meta.dirname, '../../../../../shared/data');

/** Whether the shared data is there. Says so once where it isn't. */
export const hasSharedData = existsSync(folder);
if (!hasSharedData) console.warn(`skipped: tests that need ${folder}, which is absent`);

/** Text of a shared file; unpacked if its name ends in `.gz`. */
export function readShared(path: string): string {
  const bytes = readFileSync(join(folder, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Lines of a shared file that are not empty. */
export function readSharedLines(path: string): readonly string[] {
  return readShared(path)
    .split('\n')
    .filter((line) => line !== '');
}

/** SigmaHQ's rules of the three folders that are meant to be used: path and text. */
export function readSigmaHqRules(): readonly { readonly path: string; readonly text: string }[] {
  const tar = gunzipSync(readFileSync(join(folder, 'sigmahq/SigmaHQ-sigma-8eaafff.tar.gz')));
  const files: { path: string; text: string }[] = [];
  const field = (block: Bytes, from: number, to: number): string =>
    block.subarray(from, to).toString('latin1').split('\0', 1)[0] ?? '';
  for (let at = 0; at + 512 <= tar.length;) {
    const header = tar.subarray(at, at + 512);
    const size = Number.parseInt(field(header, 124, 136) || '0', 8);
    const prefix = field(header, 345, 500);
    const path = (prefix === '' ? '' : `${prefix}/`) + field(header, 0, 100);
    const inner = path.slice(path.indexOf('/') + 1);
    if (/^rules(?:-emerging-threats|-threat-hunting)?\/.*\.yml$/.test(inner)) {
      files.push({ path: inner, text: tar.subarray(at + 512, at + 512 + size).toString('utf8') });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

/** Splits text that holds several JSON documents in a row. */
export function splitJsonDocuments(text: string): readonly string[] {
  return text.split(/(?<=^\})\s*(?=^\{)/m).filter((document) => document.trim() !== '');
}
