import type { FieldMapping } from './field-mapping.ts';

/** Fields by name; a value may be nested. */
export type Layer = Readonly<Record<string, unknown>>;

/** An event ready for matching. Made by `parseEvent` and `toEvent`; what is inside is no part of the public shape. */
export interface SigmaEvent {
  /** The event as it came. */
  readonly root: Layer;
  /** Where fields are looked up, first hit wins: what its shape lifts and maps, the event itself, then `equivalents`. */
  readonly layers: readonly Layer[];
  /** Those of the layers that show the event under its own names: what its shape lifts, and the event itself. */
  readonly own: readonly Layer[];
  /** What of its schema it has under other names than Sigma's; undefined if it is of none. */
  readonly mapping: FieldMapping | undefined;
  /** Those of the layers that only name other products' fields as Sigma does. Left out where log sources are ignored. */
  readonly equivalents: readonly Layer[];
  /** Keys of the event with spaces, by what they are without; undefined if it has none. */
  readonly bareNames: ReadonlyMap<string, string> | undefined;
  /** Where keywords are searched: the event, and what its shape had to decode. */
  readonly searched: readonly Layer[];
}

/** Deepest nesting that is looked into. */
export const maxEventDepth = 64;

export function isRecord(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a scalar as rules see it; undefined for null, objects and lists. */
export function textOfValue(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}
