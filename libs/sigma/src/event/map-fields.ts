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
  return (event) => {
    const layer = mappedFields(event, mapping);
    if (Object.keys(layer).length === 0) return event;
    return { ...event, layers: [layer, ...event.layers], own: [layer, ...event.own] };
  };
}

/** What a mapping finds in an event, by the field of the rules: a value, or a list of several. */
export function mappedFields(event: SigmaEvent, mapping: UserMapping): Readonly<Record<string, unknown>> {
  const mapped: [field: string, value: unknown][] = [];
  for (const [field, sources] of Object.entries(mapping)) {
    const found = sources.flatMap((source) => findField(event, source) ?? []);
    if (found.length === 0) continue;
    const all = sources.includes(field) ? found : [...found, ...(findField(event, field) ?? [])];
    mapped.push([field, all.length === 1 ? all[0] : all]);
  }
  return Object.fromEntries(mapped);
}
