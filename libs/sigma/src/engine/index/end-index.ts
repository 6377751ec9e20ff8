import type { HitList } from './hit-list.ts';
import { createNeedleTable, spread } from './needle.ts';
import type { Needle } from './needle.ts';

/** Finds which needles a text begins or ends with. */
export interface EndIndex {
  search(folded: string, hits: HitList): void;
}

/**
 * Index of prefixes or suffixes. Needles are found by their length and the four characters at their inner end, where
 * they differ most: one probe for each distinct length, whatever the number of needles.
 */
export function createEndIndex(end: 'prefix' | 'suffix', needles: readonly Needle[]): EndIndex | undefined {
  if (needles.length === 0) return undefined;
  const lengths = Int32Array.from(new Set(needles.map(({ text }) => text.length))).sort();
  const hashes = needles.map(({ text }) => hashInnerEnd(end, text, text.length));
  const { shift, heads, next } = createNeedleTable(hashes);
  const texts = ['', ...needles.map(({ text }) => text)];
  const witnesses = Int32Array.from([0, ...needles.map(({ witness }) => witness)]);
  return {
    search: (folded, hits) => {
      for (const length of lengths) {
        if (length > folded.length) return;
        let entry = heads[spread(hashInnerEnd(end, folded, length), shift)] ?? 0;
        for (; entry !== 0; entry = next[entry] ?? 0) {
          const text = texts[entry] ?? '';
          if (text.length !== length) continue;
          if (end === 'prefix' ? folded.startsWith(text) : folded.endsWith(text))
            hits.add(witnesses[entry] ?? 0);
        }
      }
    },
  };
}

/** Hash of the inner end of the first or last `length` characters of `text`, and of the length. */
function hashInnerEnd(end: 'prefix' | 'suffix', text: string, length: number): number {
  const width = Math.min(4, length);
  const from = end === 'prefix' ? length - width : text.length - length;
  let hash = length;
  for (let at = from; at < from + width; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}
