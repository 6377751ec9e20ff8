// The fields of the event in hand: which it has, and their values.

import { addLink, LISTED, NULL, tape, tapeCount } from './scratch';
import { NODE_BYTES, nodes } from './trie';

/** Slots of 16 bytes: event that set it, rank | has null << 8, head of its values, free. */
let slots: usize = 0;
let touched: usize = 0;
export let touchedCount: u32 = 0;
export let event: u32 = 0;

export function useFields(slotsAt: usize, touchedAt: usize): void {
  slots = slotsAt;
  touched = touchedAt;
}

/** Begins the next event. */
export function beginFields(number: u32): void {
  event = number;
  touchedCount = 0;
}

export function touchedField(index: u32): u32 {
  return load<u32>(touched + (index << 2));
}

export function isPresent(field: u32): bool {
  return load<u32>(slots + (field << 4)) == event;
}

export function hasNull(field: u32): bool {
  return load<u8>(slots + (field << 4), 5) != 0;
}

/** Rank of the place that the field's values are of; beyond all ranks if it is absent. */
export function rankOf(field: u32): u32 {
  return isPresent(field) ? load<u8>(slots + (field << 4), 4) : 256;
}

/** First link of the field's values; 0 if it has none. */
export function headOf(field: u32): u32 {
  return load<u32>(slots + (field << 4), 8);
}

/** Gives a field a value of a place; the place of the lowest rank wins. False where there is no room. */
export function assign(field: u32, rank: u32, value: u32): bool {
  const slot = slots + (field << 4);
  if (load<u32>(slot) != event) {
    store<u32>(slot, event);
    store<u32>(slot, rank, 4);
    store<u32>(slot, 0, 8);
    store<u32>(touched + (touchedCount << 2), field);
    touchedCount += 1;
  } else {
    const known: u32 = load<u8>(slot, 4);
    if (rank > known) return true;
    if (rank < known) {
      store<u32>(slot, rank, 4);
      store<u32>(slot, 0, 8);
    }
  }
  if (value == NULL) store<u8>(slot, 1, 5);
  else if (value < LISTED) {
    const head = addLink(value, load<u32>(slot, 8));
    if (head == 0) return false;
    store<u32>(slot, head, 8);
  }
  return true;
}

/** Shapes of events; a place with the bit beside them counts only where log sources do. */
const ANY_SHAPE: u32 = 7;
const WHERE_ROUTED: u32 = 8;

/** Gives all fields their values, as events of this shape hold them. */
export function assignFields(shape: u32, isRouted: bool): bool {
  const hidden = isRouted ? 0 : WHERE_ROUTED;
  for (let index: u32 = 0; index < tapeCount; index += 1) {
    const node = load<u32>(tape + index * 8);
    const value = load<u32>(tape + index * 8, 4);
    const at = nodes + node * NODE_BYTES;
    const count: u32 = load<u8>(at, 20);
    for (let i: u32 = 0; i < count; i += 1) {
      const place = load<u32>(at + i * 4, 24);
      const shapes = place >>> 28;
      if ((shapes & shape & ANY_SHAPE) == 0 || (shapes & hidden) != 0) continue;
      if (!assign(place & 0xfffff, (place >>> 20) & 255, value)) return false;
    }
  }
  return true;
}
