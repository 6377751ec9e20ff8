import type { CompiledCorrelation } from './compiled-correlation.ts';
import { restoreChunk } from './group-window.ts';
import type { GroupWindow } from './group-window.ts';
import type { KeyedEvent } from './reorder-buffer.ts';
import { parseChunk, parseClock, parseKey, parsePending } from './state-codec.ts';
import type { RowShape, StateKey, StoredChunk } from './state-codec.ts';
import type { WindowStore } from './window-store.ts';

/** An entry of a state that was not taken over. */
export interface RefusedState {
  readonly key: string;
  /** `gone`: of a correlation that isn't there any more. `invalid`: damaged, or of another definition or version. */
  readonly reason: 'gone' | 'invalid';
}

export interface RestoredState {
  readonly pending: readonly KeyedEvent[];
  readonly watermarkMs: number;
  readonly refused: readonly RefusedState[];
}

interface NumberedChunk extends StoredChunk {
  readonly key: string;
  readonly number: number;
}

interface StoredWindow {
  readonly compiled: CompiledCorrelation;
  readonly group: readonly string[];
  readonly chunks: NumberedChunk[];
}

/** Reads a state and opens its windows in the store. Nothing in it is trusted. Cost: linear, but for sorting groups. */
export function restoreState(
  state: Iterable<readonly [key: string, value: string]>,
  all: readonly CompiledCorrelation[],
  store: WindowStore,
): RestoredState {
  const byKey = new Map(all.map((compiled) => [compiled.key, compiled]));
  const stored = new Map<string, StoredWindow>();
  const refused: RefusedState[] = [];
  const pending: KeyedEvent[] = [];
  let watermarkMs = Number.NEGATIVE_INFINITY;

  const readWindow = (key: string, value: string, place: StateKey & { kind: 'window' }): boolean => {
    const compiled = byKey.get(place.correlation);
    if (compiled === undefined) return refused.push({ key, reason: 'gone' }) > 0;
    if (place.group.length !== compiled.resolved.correlation.groupBy.length) return false;
    const chunk = parseChunk(value, shapeOf(compiled));
    if (chunk === undefined) return false;
    const groupKey = JSON.stringify([compiled.index, place.group]);
    const window = stored.get(groupKey) ?? { compiled, group: place.group, chunks: [] };
    window.chunks.push({ ...chunk, key, number: place.chunk });
    stored.set(groupKey, window);
    return true;
  };
  const read = (key: string, value: string): boolean => {
    const place = parseKey(key);
    if (place?.kind === 'window') return readWindow(key, value, place);
    if (place?.kind === 'clock') {
      const timeMs = parseClock(value);
      if (timeMs !== undefined) watermarkMs = timeMs;
      return timeMs !== undefined;
    }
    const event = place && parsePending(value);
    if (event !== undefined) pending.push({ key, event });
    return event !== undefined;
  };

  for (const [key, value] of state) if (!read(key, value)) refused.push({ key, reason: 'invalid' });
  const opened: GroupWindow[] = [];
  for (const window of stored.values()) {
    const group = openWindow(window, store);
    if (typeof group === 'string') {
      refused.push(...window.chunks.map(({ key }) => ({ key, reason: 'invalid' as const })));
    } else opened.push(group);
  }
  opened.sort(byStaleness);
  opened.forEach(store.touch);
  return { pending, watermarkMs, refused };
}

/** In the order in which the windows were last touched. */
function byStaleness(a: GroupWindow, b: GroupWindow): number {
  const order = a.lastMs - b.lastMs || a.compiled.index - b.compiled.index;
  return order === 0 ? (a.groupKey < b.groupKey ? -1 : 1) : order;
}

function openWindow({ compiled, group, chunks }: StoredWindow, store: WindowStore): GroupWindow | 'invalid' {
  chunks.sort((a, b) => a.number - b.number);
  const lastMs = chunks.at(-1)?.entries.at(-1)?.timeMs ?? 0;
  const sinceMs = lastMs - compiled.resolved.correlation.timespanMs;
  const ids = new Set<string>();
  let before = Number.NEGATIVE_INFINITY;
  for (const { timeMs, id } of chunks.flatMap(({ entries }) => entries)) {
    if (timeMs < before || ids.has(id)) return 'invalid';
    before = timeMs;
    if (timeMs >= sinceMs) ids.add(id);
  }
  const window = store.find(compiled, group);
  for (const { number, entries, firedMs } of chunks) {
    restoreChunk(window, number, entries, sinceMs);
    if (firedMs !== undefined) window.firedMs = Math.max(firedMs, window.firedMs ?? firedMs);
  }
  return window;
}

function shapeOf({ fingerprint, resolved }: CompiledCorrelation): RowShape {
  const { kind } = resolved.correlation.measure;
  const isTemporal = kind === 'temporal' || kind === 'temporal_ordered';
  const isCounted = kind === 'event_count';
  return {
    fingerprint,
    inputs: resolved.inputs.length,
    content: isTemporal ? 'inputs' : isCounted ? 'nothing' : kind === 'value_count' ? 'values' : 'numbers',
    carried: resolved.carriedFields.length,
  };
}
