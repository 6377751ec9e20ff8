/** Fields by name; a value may be nested. */
export type Layer = Readonly<Record<string, unknown>>;

/** An event ready for matching. Made by `parseEvent` and `toEvent`; what is inside is no part of the public shape. */
export interface SigmaEvent {
  /** The event as it came. */
  readonly root: Layer;
  /** Where fields are looked up, first hit wins: what its shape lifts to the top, then the event itself. */
  readonly layers: readonly Layer[];
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
