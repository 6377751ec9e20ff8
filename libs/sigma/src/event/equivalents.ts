import equivalents from '../../data/equivalents.json' with { type: 'json' };
import { fieldPath, valueAt } from './field-path.ts';
import type { BareNames, FieldPath } from './field-path.ts';
import type { MutableLayer } from './lift-fields.ts';
import type { Layer } from './sigma-event.ts';

/** Sigma fields with the event fields that stand for them where they are absent, the first that is there counts. */
export const equivalentFields: readonly (readonly [field: string, names: readonly string[]])[] =
  Object.entries(equivalents.fields);

const places = equivalentFields.map(([field, names]) => [field, names.map(fieldPath)] as const);

/** The fields that the event has under another product's names; undefined if there are none. */
export function findEquivalents(own: readonly Layer[], bareNames: BareNames | undefined): Layer | undefined {
  let layer: MutableLayer | undefined;
  for (const [field, paths] of places) {
    const value = findFirst(own, paths, bareNames);
    if (value === undefined) continue;
    layer ??= {};
    layer[field] = value;
  }
  return layer;
}

function findFirst(
  own: readonly Layer[],
  paths: readonly FieldPath[],
  bareNames: BareNames | undefined,
): unknown {
  for (const path of paths) {
    for (const layer of own) {
      const value = valueAt(layer, path, bareNames);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}
