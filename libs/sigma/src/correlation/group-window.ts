import type { Aggregate } from './aggregate/aggregate.ts';
import type { CompiledCorrelation } from './compiled-correlation.ts';
import { createRefCounts } from './ref-counts.ts';
import type { RefCounts } from './ref-counts.ts';
import { printChunk, printWindowKey } from './state-codec.ts';
import type { WindowEntry } from './window-entry.ts';

/** Entries of one key of the state: an event rewrites at most this many. */
const maxChunkEntries = 32;
/** Characters after which a chunk takes no more entries. */
const maxChunkBytes = 32 * 1024;
/** What an entry and a group cost besides their text, estimated. */
const entryBytes = 200;
const groupBytes = 1_000;

/** Consecutive entries of a group that are kept under one key of the state. */
export interface WindowChunk {
  readonly key: string;
  readonly number: number;
  readonly entries: WindowEntry[];
  /** How many of the entries, from the first on, have left the window. */
  expired: number;
  bytes: number;
}

/** The window of one group of one correlation. Changed only by the functions of this file. */
export interface GroupWindow {
  readonly compiled: CompiledCorrelation;
  readonly group: readonly string[];
  readonly groupKey: string;
  readonly chunks: WindowChunk[];
  readonly ids: Set<string>;
  readonly carried: readonly RefCounts[];
  aggregate: Aggregate;
  lastMs: number;
  firedMs: number | undefined;
  entries: number;
  bytes: number;
}

/** Takes note of what of the state has changed. */
export interface ChangeLog {
  set(key: string, print: () => string): void;
  remove(key: string): void;
}

/** A window without entries; `maxValues` bounds the values that its matches carry for a field. */
export function createGroupWindow(
  compiled: CompiledCorrelation,
  group: readonly string[],
  maxValues: number,
): GroupWindow {
  const groupKey = JSON.stringify(group);
  return {
    compiled,
    group,
    groupKey,
    chunks: [],
    ids: new Set(),
    carried: compiled.resolved.carriedFields.map(() => createRefCounts(maxValues)),
    aggregate: compiled.createAggregate(),
    lastMs: Number.NEGATIVE_INFINITY,
    firedMs: undefined,
    entries: 0,
    bytes: groupBytes + groupKey.length,
  };
}

/** Lets entries before `sinceMs` leave. O(1) for each of them. */
export function expireEntries(window: GroupWindow, sinceMs: number, log: ChangeLog): void {
  for (;;) {
    const [chunk] = window.chunks;
    if (chunk === undefined) return;
    for (
      let entry = chunk.entries[chunk.expired];
      entry !== undefined;
      entry = chunk.entries[chunk.expired]
    ) {
      if (entry.timeMs >= sinceMs) return;
      chunk.expired += 1;
      forget(window, entry);
    }
    // The last chunk keeps its key: the entry that is about to come takes it over.
    if (window.chunks.length === 1) {
      chunk.entries.length = 0;
      chunk.expired = 0;
      window.bytes -= chunk.bytes;
      chunk.bytes = 0;
      return;
    }
    dropChunk(window, chunk, log);
  }
}

/** Adds an entry that is not before any other. */
export function addEntry(window: GroupWindow, entry: WindowEntry, log: ChangeLog): void {
  const last = window.chunks.at(-1);
  const isRoomy = last !== undefined && last.entries.length < maxChunkEntries && last.bytes < maxChunkBytes;
  const chunk = isRoomy ? last : openChunk(window, last === undefined ? 0 : last.number + 1);
  chunk.entries.push(entry);
  const bytes = entryBytes + entry.row.length;
  chunk.bytes += bytes;
  window.bytes += bytes;
  window.lastMs = entry.timeMs;
  remember(window, entry);
  noteChunk(window, chunk, log);
}

/** Adds a chunk that was stored, all of whose entries before `sinceMs` had left when the last one came. */
export function restoreChunk(
  window: GroupWindow,
  number: number,
  entries: readonly WindowEntry[],
  sinceMs: number,
): void {
  const chunk = openChunk(window, number);
  for (const entry of entries) {
    chunk.entries.push(entry);
    chunk.bytes += entryBytes + entry.row.length;
    window.lastMs = entry.timeMs;
    if (entry.timeMs < sinceMs) chunk.expired += 1;
    else remember(window, entry);
  }
  window.bytes += chunk.bytes;
}

/** Gives up the oldest entries until the bounds hold. Returns how many that were. */
export function trimWindow(
  window: GroupWindow,
  { maxEntries, maxBytes }: { maxEntries: number; maxBytes: number },
  log: ChangeLog,
): number {
  const before = window.entries;
  while (window.chunks.length > 1 && (window.entries > maxEntries || window.bytes > maxBytes)) {
    const [oldest] = window.chunks;
    if (oldest === undefined) break;
    for (const entry of oldest.entries.slice(oldest.expired)) forget(window, entry);
    dropChunk(window, oldest, log);
  }
  // Sequences tell what has left by its time alone; all others have forgotten it.
  if (window.entries < before && window.compiled.resolved.correlation.measure.kind === 'temporal_ordered') {
    window.aggregate = window.compiled.createAggregate();
    for (const entry of liveEntries(window)) window.aggregate.add(entry);
  }
  return before - window.entries;
}

/** The entries in the window, oldest first. */
export function* liveEntries({ chunks }: GroupWindow): Generator<WindowEntry> {
  for (const { entries, expired } of chunks) {
    for (let at = expired; at < entries.length; at += 1) {
      const entry = entries[at];
      if (entry !== undefined) yield entry;
    }
  }
}

/** At most `most` entries, the latest, oldest first. */
export function latestEntries({ chunks }: GroupWindow, most: number): readonly WindowEntry[] {
  const latest: WindowEntry[] = [];
  for (let at = chunks.length - 1; at >= 0 && latest.length < most; at -= 1) {
    const { entries = [], expired = 0 } = chunks[at] ?? {};
    for (let row = entries.length - 1; row >= expired && latest.length < most; row -= 1) {
      const entry = entries[row];
      if (entry !== undefined) latest.push(entry);
    }
  }
  return latest.reverse();
}

/** Takes note that the group is gone. */
export function removeWindow({ chunks }: GroupWindow, log: ChangeLog): void {
  for (const { key } of chunks) log.remove(key);
}

function openChunk(window: GroupWindow, number: number): WindowChunk {
  const key = printWindowKey(window.compiled.key, window.group, number);
  const chunk = { key, number, entries: [], expired: 0, bytes: 0 };
  window.chunks.push(chunk);
  return chunk;
}

function dropChunk(window: GroupWindow, chunk: WindowChunk, log: ChangeLog): void {
  window.chunks.shift();
  window.bytes -= chunk.bytes;
  log.remove(chunk.key);
}

/** When the group last matched is stored with its latest chunk, which each match has just changed. */
function noteChunk(window: GroupWindow, chunk: WindowChunk, log: ChangeLog): void {
  log.set(chunk.key, () => printChunk(window.compiled.fingerprint, window.firedMs, chunk.entries));
}

function remember(window: GroupWindow, entry: WindowEntry): void {
  window.ids.add(entry.id);
  window.aggregate.add(entry);
  window.entries += 1;
  window.carried.forEach((counts, field) => {
    entry.carried[field]?.forEach(counts.add);
  });
}

function forget(window: GroupWindow, entry: WindowEntry): void {
  window.ids.delete(entry.id);
  window.aggregate.remove(entry);
  window.entries -= 1;
  window.carried.forEach((counts, field) => {
    entry.carried[field]?.forEach(counts.remove);
  });
}
