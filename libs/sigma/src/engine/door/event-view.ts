import { isRecord, maxEventDepth, textOfValue } from '../../event/sigma-event.ts';
import type { Layer, SigmaEvent } from '../../event/sigma-event.ts';
import { keywordField, noField } from './field-table.ts';
import type { FieldNode, FieldTable } from './field-table.ts';

/** The fields of one event at a time, by number. Filled anew for each event without clearing. */
export interface EventView {
  /** Takes the next event. */
  load(event: SigmaEvent): void;
  /** Numbers of the fields that the event has; only the first `touchedCount()` count. */
  readonly touched: Int32Array;
  touchedCount(): number;
  hasNull(field: number): boolean;
  /** The field's texts, none if it is absent. Of the keyword field: every string of the event. */
  texts(field: number): readonly string[];
}

const none: readonly string[] = [];

/** Makes a view for the fields of `table`, which must be complete. */
export function createEventView(table: FieldTable): EventView {
  const size = table.size();
  /** Event by which a field was set, and the top-level name that set it: later layers and paths don't add to it. */
  const seenIn = new Uint32Array(size);
  const writers = new Uint32Array(size);
  const nulls = new Uint8Array(size);
  const texts = Array.from({ length: size }, () => none as string[]);
  const touched = new Int32Array(size);
  let touchedCount = 0;
  let epoch = 0;
  let writer = 0;
  let current: SigmaEvent | undefined;

  const put = (field: number, value: unknown, depth: number): void => {
    if (seenIn[field] !== epoch) {
      seenIn[field] = epoch;
      writers[field] = writer;
      nulls[field] = 0;
      texts[field] = [];
      touched[touchedCount] = field;
      touchedCount += 1;
    } else if (writers[field] !== writer) return;
    const text = textOfValue(value);
    if (text !== undefined) texts[field]?.push(text);
    else if (value === null) nulls[field] = 1;
    else if (Array.isArray(value) && depth < maxEventDepth)
      for (const member of value) put(field, member, depth + 1);
  };

  const follow = (node: FieldNode, value: unknown, depth: number): void => {
    if (node.field !== noField) put(node.field, value, 0);
    if (node.children.size === 0 || typeof value !== 'object' || value === null || depth > maxEventDepth)
      return;
    if (Array.isArray(value)) {
      for (const member of value) if (typeof member === 'object') followMembers(node, member, depth + 1);
    } else followMembers(node, value, depth);
  };

  const followMembers = (node: FieldNode, value: unknown, depth: number): void => {
    if (Array.isArray(value)) for (const member of value) followMembers(node, member, depth + 1);
    else if (isRecord(value)) {
      for (const [name, child] of node.children) {
        if (Object.hasOwn(value, name)) follow(child, value[name], depth + 1);
      }
    }
  };

  const loadNames = (layer: Layer): void => {
    for (const name of Object.keys(layer)) {
      let field = table.byName.get(name);
      if (field === undefined && name.includes(' ')) field = table.byName.get(name.replaceAll(' ', ''));
      if (field === undefined) continue;
      writer += 1;
      put(field, layer[name], 0);
    }
  };

  const loadPaths = (layer: Layer): void => {
    for (const [name, node] of table.byPath) {
      const value = Object.hasOwn(layer, name) ? layer[name] : undefined;
      if (typeof value !== 'object' || value === null) continue;
      writer += 1;
      follow(node, value, 0);
    }
  };

  const loadKeywords = ({ searched }: SigmaEvent): void => {
    const all: string[] = [];
    for (const layer of searched) collectStrings(layer, all, 0);
    seenIn[keywordField] = epoch;
    texts[keywordField] = all;
  };

  return {
    load: (event) => {
      epoch += 1;
      if (epoch === 0xffffffff) {
        seenIn.fill(0);
        epoch = 1;
      }
      touchedCount = 0;
      writer = 0;
      current = event;
      for (const layer of event.layers) {
        loadNames(layer);
        loadPaths(layer);
      }
    },
    touched,
    touchedCount: () => touchedCount,
    hasNull: (field) => nulls[field] === 1,
    texts: (field) => {
      if (field === keywordField && seenIn[field] !== epoch && current !== undefined) loadKeywords(current);
      return seenIn[field] === epoch ? (texts[field] ?? none) : none;
    },
  };
}

function collectStrings(value: unknown, all: string[], depth: number): void {
  if (typeof value === 'string') all.push(value);
  else if (typeof value === 'object' && value !== null && depth <= maxEventDepth) {
    if (Array.isArray(value)) for (const member of value) collectStrings(member, all, depth + 1);
    else for (const name of Object.keys(value)) collectStrings((value as Layer)[name], all, depth + 1);
  }
}
