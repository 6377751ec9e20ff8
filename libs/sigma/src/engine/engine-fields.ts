import { createEventView } from './door/event-view.ts';
import type { EventView } from './door/event-view.ts';
import { createFieldTable } from './door/field-table.ts';
import type { FieldTrie } from './kernel/field-trie.ts';
import type { Kernel } from './kernel/kernel.ts';

/** The fields that the rules of an engine name, for both doors. */
export interface EngineFields {
  /** Gives a field a number on first sight, and the kernel its places in events. */
  readonly numberOf: (name: string) => number;
  /** The same for a field that is there already; tells no one of another. */
  readonly known: (name: string) => number;
  /** Makes room for the values of all fields; after fields were added and before the next event. */
  grow(): void;
  /** Where the kernel keeps the values of fields. */
  slots(): number;
  /** Parsed events by these fields. */
  view(): EventView;
  /** Forgets the values of earlier events. */
  forget(): void;
}

const slotBytes = 16;

export function createEngineFields(kernel: Kernel, trie: FieldTrie): EngineFields {
  const table = createFieldTable();
  let count = 0;
  let slots = 0;
  let view = createEventView(table);
  let viewSize = table.size();
  return {
    numberOf: (name) => {
      const before = table.size();
      const number = table.numberOf(name);
      if (table.size() !== before) trie.addField(name, number);
      return number;
    },
    known: table.numberOf,
    grow: () => {
      if (table.size() <= count) return;
      count = Math.max(1024, table.size() * 2);
      slots = kernel.allocate(count * slotBytes);
      kernel.call.useFields(slots, kernel.allocate(count * 4));
    },
    slots: () => slots,
    view: () => {
      if (viewSize !== table.size()) {
        viewSize = table.size();
        view = createEventView(table);
      }
      return view;
    },
    forget: () => {
      kernel.words.fill(0, slots >> 2, (slots >> 2) + count * (slotBytes / 4));
    },
  };
}
