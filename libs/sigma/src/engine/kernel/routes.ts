import type { Kernel } from './kernel.ts';

/** Which identity of an event leads to which kind of events and which mapping of fields, in the kernel's memory. */
export interface Routes {
  /** Keeps the identity of the event in hand. */
  keep(kind: number, mapping: number): void;
}

const tableSlots = 16_384;
const maxRoutes = 8192;
const keyBytes = 1024 * 1024;

/** Makes an empty table. When it is full it begins anew: identities are few unless somebody makes them up. */
export function createRoutes(kernel: Kernel): Routes {
  const table = kernel.allocate(tableSlots * 16);
  const keys = kernel.allocate(keyBytes);
  let used = 0;
  let count = 0;
  kernel.call.useRoutes(table, tableSlots - 1);
  const clear = (): void => {
    kernel.bytes.fill(0, table, table + tableSlots * 16);
    used = 0;
    count = 0;
  };
  return {
    keep: (kind, mapping) => {
      const from = kernel.call.keyAddress();
      const length = kernel.call.keyBytes();
      if (count === maxRoutes || used + length + 16 > keyBytes) clear();
      const copy = keys + used;
      kernel.bytes.copyWithin(copy, from, from + length);
      if (kernel.call.keepRoute(copy, (kind + 1) | (mapping << 16)) === 0) return;
      used += length + 16;
      count += 1;
    },
  };
}
