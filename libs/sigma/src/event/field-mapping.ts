import { mapOf, toMap } from '../map-of.ts';
import { fieldForms } from './field-forms.ts';
import { fieldPath, valueAt } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { liftFields } from './lift-fields.ts';
import type { MutableLayer } from './lift-fields.ts';
import { isRecord } from './sigma-event.ts';
import type { Layer } from './sigma-event.ts';

/** Where a Sigma field's value lies, the first that is there counts: a path, or paths of which one value is made. */
export type FieldPlace = string | { readonly as: string; readonly of: readonly string[] };

/** What a schema calls otherwise. */
export interface FieldMapping {
  /** Places by Sigma's name. */
  readonly fields: ReadonlyMap<string, readonly FieldPlace[]>;
  /** Paths of objects whose fields keep their own names, after the mapped ones. */
  readonly lifted: readonly string[];
  /** The fields of an event under Sigma's names. */
  map(root: Layer): Layer;
}

/** Makes a mapping of an entry of a data file. */
export function createMapping(
  fields: Readonly<Record<string, readonly FieldPlace[]>>,
  lifted: readonly string[] = [],
): FieldMapping {
  const entries = mapOf(fields, (places) => places.map(compilePlace));
  const liftedPaths = lifted.map(fieldPath);
  const map = (root: Layer): Layer => {
    const layer: MutableLayer = {};
    for (const [field, places] of entries) {
      for (const place of places) {
        const value = place(root);
        if (value === undefined) continue;
        layer[field] = value;
        break;
      }
    }
    for (const path of liftedPaths) liftObject(layer, root, path);
    return layer;
  };
  return { fields: toMap(fields), lifted, map };
}

function compilePlace(place: FieldPlace): (root: Layer) => unknown {
  if (typeof place === 'string') {
    const path = fieldPath(place);
    return (root) => presentAt(root, path);
  }
  const form = fieldForms[place.as];
  if (form === undefined) throw new Error(`field mappings know no form ${place.as}`);
  const paths = place.of.map(fieldPath);
  return (root) => {
    const values = paths.map((path) => presentAt(root, path));
    return values.every((value) => value === undefined) ? undefined : form(values);
  };
}

/** A field that is null is as good as absent: the next place may have a value. */
function presentAt(root: Layer, path: FieldPath): unknown {
  return valueAt(root, path) ?? undefined;
}

function liftObject(layer: MutableLayer, root: Layer, path: FieldPath): void {
  const object = valueAt(root, path);
  if (isRecord(object)) liftFields(layer, object);
  const prefix = `${path.name}.`;
  for (const name of Object.keys(root)) {
    if (name.startsWith(prefix)) liftFields(layer, { [name.slice(prefix.length)]: root[name] });
  }
}
