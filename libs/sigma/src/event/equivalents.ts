import equivalents from '../../data/equivalents.json' with { type: 'json' };
import { fieldPath, valueAt } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import type { MutableLayer } from './lift-fields.ts';
import type { Layer } from './sigma-event.ts';

/** Sigma fields with the event fields that stand for them where they are absent, the first that is there counts. */
export const equivalentFields: readonly (readonly [field: string, names: readonly string[]])[] =
  Object.entries(equivalents.fields);

interface Place {
  readonly field: string;
  readonly path: FieldPath;
  /** Place of the name in the field's list. */
  readonly order: number;
}

/** Places by the key of a layer that may hold them: events have few of these keys, so their own keys are gone through. */
const placesByKey = new Map<string, Place[]>();
for (const [field, names] of equivalentFields) {
  for (const [order, name] of names.entries()) {
    const path = fieldPath(name);
    for (const key of new Set([path.name, path.head])) {
      const places = placesByKey.get(key) ?? [];
      placesByKey.set(key, [...places, { field, path, order }]);
    }
  }
}

/** The fields that the event has under another product's names; undefined if there are none. */
export function findEquivalents(own: readonly Layer[]): Layer | undefined {
  let found: MutableLayer | undefined;
  /** By field, the order of the name and then the number of the layer that the value is from. */
  let ranks: Map<string, number> | undefined;
  for (const [number, layer] of own.entries()) {
    for (const key of Object.keys(layer)) {
      const bare = key.includes(' ') ? key.replaceAll(' ', '') : key;
      const places = placesByKey.get(bare);
      if (places === undefined) continue;
      for (const { field, path, order } of places) {
        const rank = order * own.length + number;
        if (rank >= (ranks?.get(field) ?? Infinity)) continue;
        const value = bare === path.name ? layer[key] : valueAt(layer, path);
        if (value === undefined) continue;
        found ??= {};
        ranks ??= new Map();
        found[field] = value;
        ranks.set(field, rank);
      }
    }
  }
  return found;
}
