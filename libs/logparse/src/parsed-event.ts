/** An event on its way through a script: a JSON object. Steps make a new one where they change something. */
export type ParsedEvent = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is ParsedEvent {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
