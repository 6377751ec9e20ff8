import type { HitList } from './hit-list.ts';
import { createNeedleTable, spread } from './needle.ts';
import type { Needle } from './needle.ts';

/** Finds which needles a text contains, in one pass over the text. */
export interface SubstringIndex {
  search(folded: string, hits: HitList): void;
}

/** Four characters fold into the low 20 bits, the last three into the low 15: older ones are shifted out. */
const mask4 = 0xfffff;
const mask3 = 0x7fff;

/** Starts of needles found by their hash: text and its offset before the end of the hashed characters. */
interface Grams {
  readonly shift: number;
  readonly heads: Int32Array;
  readonly next: Int32Array;
  readonly texts: readonly string[];
  readonly offsets: Int32Array;
  readonly witnesses: Int32Array;
}

/**
 * Index of substrings. A needle is found by its rarest run of four characters (three if it is that short); needles
 * with a character beyond ASCII by that character, which costs nothing on ASCII text; one or two ASCII characters by a
 * search of their own. What a hash finds is compared in full.
 */
export function createSubstringIndex(needles: readonly Needle[]): SubstringIndex | undefined {
  if (needles.length === 0) return undefined;
  const isWide = ({ text }: Needle): boolean => wideAt(text) !== -1;
  const narrow = needles.filter((needle) => !isWide(needle));
  const grams4 = createGrams(
    narrow.filter(({ text }) => text.length >= 4),
    4,
  );
  const grams3 = createGrams(
    narrow.filter(({ text }) => text.length === 3),
    3,
  );
  const short = narrow.filter(({ text }) => text.length < 3);
  const wide = groupWide(needles.filter(isWide));
  return {
    search: (folded, hits) => {
      let rolling = 0;
      for (let at = 0; at < folded.length; at += 1) {
        const code = folded.charCodeAt(at);
        rolling = ((rolling << 5) ^ code) & mask4;
        if (grams4 !== undefined) {
          const entry = grams4.heads[spread(rolling, grams4.shift)] ?? 0;
          if (entry !== 0) follow(grams4, entry, folded, at, hits);
        }
        if (grams3 !== undefined) {
          const entry = grams3.heads[spread(rolling & mask3, grams3.shift)] ?? 0;
          if (entry !== 0) follow(grams3, entry, folded, at, hits);
        }
        if (code > 127) followWide(wide, code, folded, at, hits);
      }
      for (const { text, witness } of short) if (folded.includes(text)) hits.add(witness);
    },
  };
}

function follow(grams: Grams, first: number, folded: string, at: number, hits: HitList): void {
  for (let entry = first; entry !== 0; entry = grams.next[entry] ?? 0) {
    const start = at - (grams.offsets[entry] ?? 0);
    if (folded.startsWith(grams.texts[entry] ?? '', start)) hits.add(grams.witnesses[entry] ?? 0);
  }
}

function createGrams(needles: readonly Needle[], width: 3 | 4): Grams | undefined {
  if (needles.length === 0) return undefined;
  const counts = countGrams(needles, width);
  const mask = width === 4 ? mask4 : mask3;
  const chosen = needles.map(({ text }) => {
    let best = { hash: 0, end: width - 1, count: Number.POSITIVE_INFINITY };
    forEachGram(text, width, mask, (hash, end) => {
      const count = counts.get(hash) ?? 0;
      if (count < best.count) best = { hash, end, count };
    });
    return best;
  });
  return {
    ...createNeedleTable(chosen.map(({ hash }) => hash)),
    texts: ['', ...needles.map(({ text }) => text)],
    offsets: Int32Array.from([0, ...chosen.map(({ end }) => end)]),
    witnesses: Int32Array.from([0, ...needles.map(({ witness }) => witness)]),
  };
}

/** Runs that occur in nearly every Windows path or command line: found often, so a bad choice however rare in rules. */
const everydayTexts = [
  'c:\\windows\\system32\\svchost.exe -k netsvcs -p -s',
  'c:\\windows\\system32\\windowspowershell\\v1.0\\powershell.exe',
  'c:\\program files (x86)\\microsoft\\edge\\application\\',
  'c:\\users\\administrator\\appdata\\local\\temp\\',
  'hklm\\system\\currentcontrolset\\services\\',
  'hklm\\software\\microsoft\\windows nt\\currentversion\\explorer\\',
  'microsoft-windows-sysmon/operational microsoft-windows-security-auditing nt authority\\system information',
  '.dll.exe.com.local.net http://https://www.',
];

function countGrams(needles: readonly Needle[], width: 3 | 4): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const mask = width === 4 ? mask4 : mask3;
  const add = (amount: number) => (hash: number) => counts.set(hash, (counts.get(hash) ?? 0) + amount);
  for (const { text } of needles) forEachGram(text, width, mask, add(1));
  for (const text of everydayTexts) forEachGram(text, width, mask, add(10_000));
  return counts;
}

function forEachGram(
  text: string,
  width: number,
  mask: number,
  visit: (hash: number, end: number) => void,
): void {
  let rolling = 0;
  for (let at = 0; at < text.length; at += 1) {
    rolling = ((rolling << 5) ^ text.charCodeAt(at)) & mask4;
    if (at >= width - 1) visit(rolling & mask, at);
  }
}

interface WideNeedle extends Needle {
  readonly offset: number;
}

/** Index of the first character beyond ASCII whose follower tells most, or -1. */
function wideAt(text: string): number {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return at;
  return -1;
}

/** By a character beyond ASCII and the one after it (0 at the end of the needle). */
function groupWide(needles: readonly Needle[]): ReadonlyMap<number, readonly WideNeedle[]> {
  const groups = new Map<number, WideNeedle[]>();
  for (const needle of needles) {
    const offset = wideAt(needle.text);
    const code = needle.text.charCodeAt(offset);
    const key = wideKey(code, offset + 1 < needle.text.length ? needle.text.charCodeAt(offset + 1) : 0);
    const group = groups.get(key) ?? [];
    group.push({ ...needle, offset });
    groups.set(key, group);
  }
  return groups;
}

function wideKey(code: number, follower: number): number {
  return code * 0x10000 + follower;
}

function followWide(
  groups: ReadonlyMap<number, readonly WideNeedle[]>,
  code: number,
  folded: string,
  at: number,
  hits: HitList,
): void {
  if (groups.size === 0) return;
  const follower = at + 1 < folded.length ? folded.charCodeAt(at + 1) : 0;
  for (const key of follower === 0 ? [wideKey(code, 0)] : [wideKey(code, follower), wideKey(code, 0)]) {
    for (const { text, offset, witness } of groups.get(key) ?? []) {
      if (folded.startsWith(text, at - offset)) hits.add(witness);
    }
  }
}
