import { findField } from './read-field.ts';
import type { SigmaEvent } from './sigma-event.ts';

/** The event's fields, dotted below objects, by the field of the rules that they count as. */
export type UserMapping = Readonly<Record<string, readonly string[]>>;

/**
 * Makes a function that puts an event's fields under the names that rules use. A field of the rules then has the values of
 * all its fields in the event, and of that of its own name; any of them may pass a test. What the mapping doesn't name is
 * found as before.
 */
export function createFieldMapper(mapping: UserMapping): (event: SigmaEvent) => SigmaEvent {
  const fields = Object.entries(mapping);
  return (event) => {
    const mapped: [field: string, value: unknown][] = [];
    for (const [field, sources] of fields) {
      const found = sources.flatMap((source) => findField(event, source) ?? []);
      if (found.length === 0) continue;
      const all = sources.includes(field) ? found : [...found, ...(findField(event, field) ?? [])];
      mapped.push([field, all.length === 1 ? all[0] : all]);
    }
    if (mapped.length === 0) return event;
    const layer = Object.fromEntries(mapped);
    return { ...event, layers: [layer, ...event.layers], own: [layer, ...event.own] };
  };
}
