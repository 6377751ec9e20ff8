import type { FieldValues } from './assemble-fields.ts';
import type { SyntheticValue } from './field-needs.ts';

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Where the texts of keywords go: the first that no field of the rule is called. */
const messageFields = ['Message', 'message', 'Payload', 'text', 'keywords'];

/** Makes an event of its fields' values, with dotted names as nested objects or as they are. */
export function buildEvent(fields: FieldValues, isNested: boolean): JsonObject {
  const entries = [...fields].flatMap(([field, value]): [string, unknown][] => {
    if (value === undefined) return [];
    return field === undefined ? [[messageField(fields), asTexts(value)]] : [[field, value]];
  });
  return isNested
    ? nest(entries.map(([name, value]) => [name.split('.'), value]))
    : Object.fromEntries(entries);
}

function messageField(fields: FieldValues): string {
  return messageFields.find((name) => !fields.has(name)) ?? 'synthetic';
}

/** Keywords are searched for in strings only. */
function asTexts(value: SyntheticValue): unknown {
  return typeof value === 'number' ? String(value) : value;
}

type PathEntry = readonly [path: readonly string[], value: unknown];

/** Objects for the names before dots; a value stays under its whole name where an object would be in its way. */
function nest(entries: readonly PathEntry[]): JsonObject {
  const heads = Map.groupBy(entries, ([[head = '']]) => head);
  return Object.fromEntries(
    [...heads].flatMap(([head, below]): [string, unknown][] => {
      const [only] = below;
      if (below.some(([path]) => path.length === 1))
        return below.map(([path, value]) => [path.join('.'), value]);
      if (only === undefined) return [];
      return [[head, nest(below.map(([path, value]): PathEntry => [path.slice(1), value]))]];
    }),
  );
}
